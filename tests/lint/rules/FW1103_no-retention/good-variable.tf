variable "days" {
  type    = number
  default = null
}

resource "aws_cloudwatch_log_group" "logs" {
  name              = "/ecs/web"
  retention_in_days = var.days
}
