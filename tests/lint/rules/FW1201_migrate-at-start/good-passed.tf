resource "aws_ecs_task_definition" "migration" {
  family                = "migration"
  container_definitions = jsonencode([{ name = "migrate", image = "app:1.0.0", command = ["alembic", "upgrade", "head"] }])
}
