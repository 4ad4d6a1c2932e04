resource "aws_secretsmanager_secret" "shop" {
  description = "shop"
}

resource "aws_secretsmanager_secret" "ledger" {
  description = "ledger"
}

resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "acme/orders:1"
    secrets = [{
      name      = "CONFIG"
      valueFrom = aws_secretsmanager_secret.shop.arn
    }]
  }])
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
}

resource "aws_ecs_task_definition" "billing" {
  family = "billing"
  container_definitions = jsonencode([{
    name  = "billing"
    image = "acme/billing:1"
    secrets = [{
      name      = "CONFIG"
      valueFrom = aws_secretsmanager_secret.ledger.arn
    }]
  }])
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
}
