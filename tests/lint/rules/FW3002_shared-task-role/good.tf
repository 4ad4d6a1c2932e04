resource "aws_iam_role" "orders" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = {
        Service = "ecs-tasks.amazonaws.com"
      }
    }]
  })
}

resource "aws_iam_role" "billing" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = {
        Service = "ecs-tasks.amazonaws.com"
      }
    }]
  })
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
}

resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "acme/orders:1"
  }])
  task_role_arn         = aws_iam_role.orders.arn
}

resource "aws_ecs_task_definition" "billing" {
  family                = "billing"
  container_definitions = jsonencode([{
    name  = "billing"
    image = "acme/billing:1"
  }])
  task_role_arn         = aws_iam_role.billing.arn
}
