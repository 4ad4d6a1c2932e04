resource "aws_sqs_queue" "this" {
  name       = "orders"
  fifo_queue = true
}
