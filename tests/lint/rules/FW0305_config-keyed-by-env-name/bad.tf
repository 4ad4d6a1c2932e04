variable "environment" {
  type = string
}

locals {
  delay = {
    dev  = { seconds = 10 }
    prod = { seconds = 0 }
  }
  delay_seconds = local.delay[var.environment].seconds
}

resource "aws_sqs_queue" "orders" {
  delay_seconds = local.delay_seconds
}
