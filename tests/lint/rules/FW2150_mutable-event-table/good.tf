resource "aws_dynamodb_table" "events" {
  billing_mode     = "PAY_PER_REQUEST"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
}

resource "aws_cloudwatch_event_bus" "bus" {
  name = "orders"
}

resource "aws_pipes_pipe" "pipe" {
  role_arn = "arn:aws:iam::123456789012:role/pipe"
  source   = aws_dynamodb_table.events.stream_arn
  target   = aws_cloudwatch_event_bus.bus.arn
}

resource "aws_iam_role" "role" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = {
        Service = "ecs-tasks.amazonaws.com"
      }
    }]
  })
}

resource "aws_iam_role_policy" "access" {
  name   = "access"
  role   = aws_iam_role.role.name
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:PutItem", "dynamodb:Query"]
      Resource = aws_dynamodb_table.events.arn
    }]
  })
}
