variable "database_url" {
  type      = string
  sensitive = true
}

resource "aws_lambda_function" "worker" {
  handler = "index.handler"
  environment {
    variables = {
      DATABASE_URL_SECRET_ARN = aws_secretsmanager_secret.url.arn
    }
  }
}
