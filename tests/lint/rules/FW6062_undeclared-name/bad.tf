variable "stage" {
  type    = string
  default = "dev"
}

locals {
  name = "orders-${var.stge}"
}

data "aws_vpc" "main" {}

resource "aws_ecs_cluster" "main" {
  name = local.name
}

resource "aws_security_group" "orders" {
  name        = local.nmae
  description = "Orders"
  vpc_id      = data.aws_vpc.mian.id
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  cluster         = aws_ecs_cluster.mian.arn
  task_definition = module.task.arn

  lifecycle {
    ignore_changes = [desired_count, load_balancer]
  }
}
