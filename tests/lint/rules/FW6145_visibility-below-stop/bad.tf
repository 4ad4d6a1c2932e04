resource "aws_sqs_queue" "mail" {
  visibility_timeout_seconds = 60
}

resource "aws_ecs_task_definition" "worker" {
  family                = "worker"
  task_role_arn         = aws_iam_role.worker.arn
  container_definitions = jsonencode([{ name = "worker", image = "app:1.0.0", stopTimeout = 120 }])
}

resource "aws_iam_role" "worker" {
  assume_role_policy = jsonencode({})
  inline_policy {
    name = "queue"
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage"], Resource = aws_sqs_queue.mail.arn }]
    })
  }
}
