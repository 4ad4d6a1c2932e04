resource "aws_sqs_queue" "placed" {
  visibility_timeout_seconds = 360
}

resource "aws_lambda_function" "mailer" {
  handler = "index.handler"
  timeout = 60
}

resource "aws_lambda_event_source_mapping" "feed" {
  event_source_arn = aws_sqs_queue.placed.arn
  function_name    = aws_lambda_function.mailer.arn
}
