resource "aws_ecs_service" "service" {
  name            = "web"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.task.arn
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
  }
  service_connect_configuration {
    enabled   = true
    namespace = "shop"
    service {
      port_name = "http"
    }
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
    portMappings = [{ containerPort = 8080, name = "http" }]
  }])
}
