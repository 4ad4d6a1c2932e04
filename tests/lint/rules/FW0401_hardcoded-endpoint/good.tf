resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "app"
    image = "app:1.0.0"
    environment = [
      { name = "DATABASE_URL", value = var.database_url },
      { name = "COLLECTOR", value = "127.0.0.1:4317" },
    ]
  }])
}
