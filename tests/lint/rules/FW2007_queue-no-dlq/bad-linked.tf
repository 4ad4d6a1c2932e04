resource "aws_sqs_queue" "orders" {
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.unhandled.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "unhandled" {
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "bills" {
  visibility_timeout_seconds = 120
}
