terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
  arn  = "arn:aws:sqs:eu-west-1:111122223333:orders"
}
