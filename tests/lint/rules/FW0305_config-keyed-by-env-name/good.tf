variable "environment" {
  type = string
}

variable "delay" {
  type = number
}

resource "aws_sqs_queue" "orders" {
  delay_seconds = var.delay
}
