resource "aws_lb_target_group" "group" {
  protocol   = "TCP"
  slow_start = 30
}
