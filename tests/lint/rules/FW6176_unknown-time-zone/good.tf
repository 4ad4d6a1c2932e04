resource "aws_scheduler_schedule" "nightly" {
  flexible_time_window {
    mode = "OFF"
  }
  schedule_expression          = "rate(1 day)"
  schedule_expression_timezone = "Europe/Zurich"
  target {
    arn      = "arn:aws:sqs:eu-west-1:111111111111:jobs"
    role_arn = "arn:aws:iam::111111111111:role/scheduler"
  }
}
