resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.web_task.arn
  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    base              = 1
    weight            = 1
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.web_targets.arn
    container_name   = "app"
    container_port   = 8080
  }
}

resource "aws_ecs_task_definition" "web_task" {
  family       = "web_task"
  network_mode = "awsvpc"
  container_definitions = jsonencode([
    {
      name         = "app"
      image        = "app:1.0.0"
      memory       = 512
      portMappings = [{ containerPort = 8080 }]
    },
  ])
}

resource "aws_lb_target_group" "web_targets" {
  protocol    = "HTTP"
  port        = 8080
  vpc_id      = "vpc-1"
  target_type = "ip"
}
