resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name             = "web"
    image            = "web:1.0.0"
    logConfiguration = { logDriver = "json-file" }
  }])
}
