resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sqs_queue_redrive_policy" "orders" {
  queue_url      = aws_sqs_queue.orders.id
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.unhandled.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "unhandled" {
  name = "unhandled"
}

resource "aws_sqs_queue" "parked" {
  name = "parked"
}

module "consumer" {
  source  = "example/consumer/aws"
  version = "1.0.0"
  failed  = aws_sqs_queue.parked.arn
}
