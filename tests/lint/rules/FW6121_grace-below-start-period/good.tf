resource "aws_ecs_service" "service" {
  name                              = "web"
  cluster                           = "main"
  task_definition                   = aws_ecs_task_definition.task.arn
  health_check_grace_period_seconds = 120
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.targets.arn
    container_name   = "web"
    container_port   = 8080
  }
}

resource "aws_ecs_task_definition" "task" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  container_definitions = jsonencode([{
    name         = "web"
    image        = "app:1.0.0"
    healthCheck  = { command = ["CMD", "/healthy"], startPeriod = 120 }
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_lb_target_group" "targets" {
  protocol    = "HTTP"
  port        = 8080
  vpc_id      = "vpc-1"
  target_type = "ip"
}
