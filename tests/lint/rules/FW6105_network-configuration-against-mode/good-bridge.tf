resource "aws_ecs_service" "service" {
  name            = "web"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.task.arn
}

resource "aws_ecs_task_definition" "task" {
  family       = "web"
  network_mode = "bridge"
  container_definitions = jsonencode([{
    name         = "web"
    image        = "app:1.0.0"
    portMappings = [{ containerPort = 8080 }]
  }])
}
