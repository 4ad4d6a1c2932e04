variable "environment" {
  type = string
}

resource "aws_lb_target_group" "this" {
  name = "orders-web-${var.environment}"
}
