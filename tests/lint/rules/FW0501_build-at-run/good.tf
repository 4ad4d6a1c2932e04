resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name    = "app"
    image   = "app:1.0.0"
    command = ["sh", "-c", "exec node server.js"]
  }])
}
