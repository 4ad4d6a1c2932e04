resource "aws_ecs_service" "web" {
  name                               = "web"
  cluster                            = "main"
  task_definition                    = aws_ecs_task_definition.task.arn
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
}

resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name         = "web"
    image        = "web:1.0.0"
    portMappings = [{ containerPort = 8080 }]
  }])
}
