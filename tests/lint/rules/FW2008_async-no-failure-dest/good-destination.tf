resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = "arn:aws:iam::111111111111:role/resize"
  runtime       = "python3.13"
  handler       = "app.run"
  s3_bucket     = "code"
  s3_key        = "resize.zip"
}

resource "aws_sns_topic_subscription" "uploads" {
  topic_arn = "arn:aws:sns:eu-west-1:111111111111:uploads"
  protocol  = "lambda"
  endpoint  = aws_lambda_function.resize.arn
}

resource "aws_lambda_function_event_invoke_config" "failures" {
  function_name          = aws_lambda_function.resize.function_name
  maximum_retry_attempts = 1
  destination_config {
    on_failure {
      destination = "arn:aws:sqs:eu-west-1:111111111111:failed"
    }
  }
}
