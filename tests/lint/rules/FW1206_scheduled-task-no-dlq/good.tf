resource "aws_scheduler_schedule" "nightly" {
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-west-1:111111111111:cluster/main"
    role_arn = "arn:aws:iam::111111111111:role/start"
    ecs_parameters {
      task_definition_arn = "report:1"
    }
    dead_letter_config {
      arn = "arn:aws:sqs:eu-west-1:111111111111:failed"
    }
  }
}
