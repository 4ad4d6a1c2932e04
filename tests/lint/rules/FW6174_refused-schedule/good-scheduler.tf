resource "aws_scheduler_schedule" "nightly" {
  flexible_time_window {
    mode = "OFF"
  }
  schedule_expression = "cron(0 8 ? * MON *)"
  target {
    arn      = "arn:aws:sqs:eu-west-1:111111111111:jobs"
    role_arn = "arn:aws:iam::111111111111:role/scheduler"
  }
}
