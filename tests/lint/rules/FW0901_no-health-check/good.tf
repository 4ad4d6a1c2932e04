resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = 2
}

resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([{
    name         = "app"
    image        = "app:1.0.0"
    healthCheck  = { command = ["CMD", "/app", "--healthy"] }
    stopTimeout  = 60
    portMappings = [{ containerPort = 8080 }]
  }])
}
