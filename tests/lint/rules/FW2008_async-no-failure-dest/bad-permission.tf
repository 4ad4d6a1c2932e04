resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = "arn:aws:iam::111111111111:role/resize"
  runtime       = "python3.13"
  handler       = "app.run"
  s3_bucket     = "code"
  s3_key        = "resize.zip"
}

resource "aws_lambda_permission" "uploads" {
  function_name = aws_lambda_function.resize.function_name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::uploads"
}
