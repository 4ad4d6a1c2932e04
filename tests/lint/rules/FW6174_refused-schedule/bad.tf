resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "rate(1 minutes)"
}
