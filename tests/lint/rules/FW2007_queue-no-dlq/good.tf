resource "aws_sqs_queue" "orders" {
  redrive_policy = jsonencode({
    deadLetterTargetArn = "arn:aws:sqs:eu-west-1:111111111111:failed"
    maxReceiveCount     = 5
  })
  visibility_timeout_seconds = 120
}
