resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = "arn:aws:iam::111111111111:role/resize"
  runtime       = "python3.13"
  handler       = "app.run"
  s3_bucket     = "code"
  s3_key        = "resize.zip"
  tracing_config {
    mode = "Active"
  }
}
