resource "aws_ecs_service" "orders" {
  name            = "orders"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.orders.arn
  desired_count   = 2
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.billing.arn
  desired_count   = 2
}

resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([{
    name             = "app"
    image            = "orders:1.0.0"
    logConfiguration = {
      logDriver = "awslogs"
      options   = {
        "awslogs-group"         = aws_cloudwatch_log_group.shop.name
        "awslogs-region"        = "eu-west-1"
        "awslogs-stream-prefix" = "ecs"
      }
    }
  }])
}

resource "aws_ecs_task_definition" "billing" {
  family                = "billing"
  container_definitions = jsonencode([{
    name             = "app"
    image            = "billing:1.0.0"
    logConfiguration = {
      logDriver = "awslogs"
      options   = {
        "awslogs-group"         = aws_cloudwatch_log_group.shop.name
        "awslogs-region"        = "eu-west-1"
        "awslogs-stream-prefix" = "billing"
      }
    }
  }])
}

resource "aws_cloudwatch_log_group" "shop" {
  name              = "/shop"
  retention_in_days = 30
}
