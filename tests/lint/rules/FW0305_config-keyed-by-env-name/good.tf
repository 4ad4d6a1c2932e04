variable "urgency" {
  type = string
}

locals {
  delay = {
    low  = { seconds = 10 }
    high = { seconds = 0 }
  }
  delay_seconds = local.delay[var.urgency].seconds
}

resource "aws_sqs_queue" "orders" {
  delay_seconds = local.delay_seconds
}
