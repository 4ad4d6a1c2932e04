resource "aws_sqs_queue" "mail" {}

resource "aws_sqs_queue" "copy" {}

resource "aws_lambda_function" "first" {
  handler = "index.handler"
  role    = aws_iam_role.first.arn
}

resource "aws_iam_role" "first" {
  assume_role_policy = jsonencode({})
  inline_policy {
    name = "queue"
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = ["sqs:ReceiveMessage"], Resource = aws_sqs_queue.mail.arn }]
    })
  }
}

resource "aws_ecs_task_definition" "second" {
  family                = "second"
  task_role_arn         = aws_iam_role.second.arn
  container_definitions = jsonencode([{ name = "app", image = "app:1.0.0" }])
}

resource "aws_iam_role" "second" {
  assume_role_policy = jsonencode({})
  inline_policy {
    name = "queue"
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = ["sqs:ReceiveMessage"], Resource = aws_sqs_queue.copy.arn }]
    })
  }
}
