resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "acme/orders:1"
    environmentFiles = [{
      type  = "s3"
      value = "arn:aws:s3:::acme-config/shop.env"
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
    environmentFiles = [{
      type  = "s3"
      value = "arn:aws:s3:::acme-config/ledger.env"
    }]
  }])
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
}
