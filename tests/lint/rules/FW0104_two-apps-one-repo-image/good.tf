resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop:orders-1.4.2"
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
    image = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/billing:2.0.1"
  }])
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
}
