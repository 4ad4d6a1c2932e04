resource "aws_sqs_queue" "mail" {}

resource "aws_lambda_function" "first" {
  handler = "index.first"
}

resource "aws_lambda_function" "second" {
  handler = "index.second"
}

resource "aws_lambda_event_source_mapping" "first" {
  event_source_arn = aws_sqs_queue.mail.arn
  function_name    = aws_lambda_function.first.arn
}

resource "aws_lambda_event_source_mapping" "second" {
  event_source_arn = aws_sqs_queue.mail.arn
  function_name    = aws_lambda_function.second.arn
}
