resource "aws_lambda_function" "shift" {
  runtime = "python3.13"
}
