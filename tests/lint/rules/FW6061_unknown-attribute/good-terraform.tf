terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_ssm_parameter" "link" {
  name  = "/orders/queue"
  type  = "String"
  value = aws_sqs_queue.orders.url
}

resource "aws_ssm_parameter" "name" {
  name  = "/orders/name"
  type  = "String"
  value = "of ${aws_sqs_queue.orders.arn}"
}
