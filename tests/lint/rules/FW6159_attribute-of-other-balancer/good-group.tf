resource "aws_lb_target_group" "group" {
  protocol   = "HTTP"
  slow_start = 30
}
