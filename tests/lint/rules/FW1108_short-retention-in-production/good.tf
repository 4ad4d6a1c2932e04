resource "aws_cloudwatch_log_group" "logs" {
  retention_in_days = 30
}
