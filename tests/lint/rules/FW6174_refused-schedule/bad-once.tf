resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "at(2030-01-01T00:00:00)"
}
