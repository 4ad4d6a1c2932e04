variable "environment" {
  type = string
}

variable "enable_firewall" {
  type    = bool
  default = true
}

resource "aws_wafv2_web_acl" "web" {
  count = var.enable_firewall ? 1 : 0
  name  = "web"
  scope = "REGIONAL"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs-${var.environment}"
}
