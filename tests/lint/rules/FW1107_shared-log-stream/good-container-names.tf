resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
}

resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name             = "orders"
    image            = "orders:1.0.0"
    logConfiguration = { logDriver = "awslogs", options = { awslogs-group = "/shop", awslogs-region = "eu-west-1", awslogs-stream-prefix = "ecs" } }
  }])
}

resource "aws_ecs_task_definition" "billing" {
  family = "billing"
  container_definitions = jsonencode([{
    name             = "billing"
    image            = "billing:1.0.0"
    logConfiguration = { logDriver = "awslogs", options = { awslogs-group = "/shop", awslogs-region = "eu-west-1", awslogs-stream-prefix = "ecs" } }
  }])
}
