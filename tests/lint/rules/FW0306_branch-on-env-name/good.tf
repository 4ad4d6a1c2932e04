variable "keep_orders" {
  type = bool
}

resource "aws_sqs_queue" "orders" {
  count = var.keep_orders ? 1 : 0
}
