variable "database_url" {
  type      = string
  sensitive = true
}

resource "aws_lambda_function" "worker" {
  handler = "index.handler"
  environment {
    variables = {
      DATABASE_URL = var.database_url
      API_KEY      = "AKIAIOSFODNN7EXAMPLE"
    }
  }
}
