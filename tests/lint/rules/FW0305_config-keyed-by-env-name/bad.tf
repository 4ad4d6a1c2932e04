variable "environment" {
  type = string
}

locals {
  delay = {
    dev  = 10
    prod = 0
  }
}

resource "aws_sqs_queue" "orders" {
  delay_seconds = local.delay[var.environment]
}
