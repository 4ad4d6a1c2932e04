resource "aws_iam_role" "shift" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
  inline_policy {
    name = "shift"
    policy = jsonencode({
      Statement = [{
        Effect   = "Allow"
        Action   = ["dynamodb:PutItem", "logs:*"]
        Resource = "arn:aws:dynamodb:*:*:table/releases"
      }]
    })
  }
}
