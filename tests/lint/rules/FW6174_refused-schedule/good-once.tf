resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "cron(0 0 1 1 ? 2030)"
}
