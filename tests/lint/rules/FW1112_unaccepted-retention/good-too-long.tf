resource "aws_cloudwatch_log_group" "logs" {
  name              = "/ecs/web"
  retention_in_days = 3653
}
