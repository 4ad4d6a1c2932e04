terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

resource "aws_lambda_function" "resize" {
  function_name                  = "resize"
  role                           = "arn:aws:iam::111122223333:role/resize"
  timeout                        = 3600
  reserved_concurrent_executions = -1
}
