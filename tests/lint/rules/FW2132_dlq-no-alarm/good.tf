resource "aws_sqs_queue" "orders" {
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.unhandled.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "unhandled" {
  message_retention_seconds = 1209600
}

resource "aws_cloudwatch_metric_alarm" "alarm" {
  alarm_name          = "unhandled"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  dimensions          = { QueueName = aws_sqs_queue.unhandled.name }
}
