variable "stage" {
  type    = string
  default = "dev"
}

locals {
  name = "orders-${var.stage}"
}

data "aws_vpc" "main" {}

resource "aws_ecs_cluster" "main" {
  name = local.name
}

resource "aws_security_group" "orders" {
  name        = local.name
  description = "Orders"
  vpc_id      = data.aws_vpc.main.id
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  cluster         = aws_ecs_cluster.main.arn
  task_definition = "orders:1"

  lifecycle {
    ignore_changes = [desired_count, load_balancer]
  }
}
