resource "aws_security_group" "shared" {
  description = "services"
}

resource "aws_security_group" "database" {
  description = "database"
}

resource "aws_rds_cluster" "ledger" {
  engine                 = "aurora-postgresql"
  vpc_security_group_ids = [aws_security_group.shared.id]
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
  network_configuration {
    subnets         = ["subnet-1"]
    security_groups = [aws_security_group.shared.id]
  }
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
  network_configuration {
    subnets         = ["subnet-1"]
    security_groups = [aws_security_group.shared.id]
  }
}

resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "acme/orders:1"
  }])
}

resource "aws_ecs_task_definition" "billing" {
  family                = "billing"
  container_definitions = jsonencode([{
    name  = "billing"
    image = "acme/billing:1"
  }])
}
