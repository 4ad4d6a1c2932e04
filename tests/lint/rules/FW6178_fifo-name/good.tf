resource "aws_sqs_queue" "this" {
  name       = "orders.fifo"
  fifo_queue = true
}
