resource "aws_rds_cluster" "database" {
  engine = "aurora-postgresql"
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
}

resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name        = "orders"
    image       = "orders:1.0.0"
    environment = [{ name = "DATABASE_HOST", value = aws_rds_cluster.database.endpoint }]
  }])
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
}

resource "aws_ecs_task_definition" "billing" {
  family = "billing"
  container_definitions = jsonencode([{
    name        = "billing"
    image       = "billing:1.0.0"
    environment = [{ name = "DATABASE_HOST", value = aws_rds_cluster.database.endpoint }]
  }])
}
