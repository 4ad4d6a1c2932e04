resource "aws_ecs_service" "service" {
  name            = "web"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.task.arn
  desired_count   = 1
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
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
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_appautoscaling_target" "target" {
  service_namespace  = "ecs"
  resource_id        = "service/main/web"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
}
