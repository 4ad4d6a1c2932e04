variable "environment" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  count = var.environment == "production" ? 1 : 0
}
