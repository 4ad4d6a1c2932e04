resource "aws_lb_target_group" "targets" {
  protocol    = "HTTP"
  port        = 8080
  vpc_id      = "vpc-1"
  target_type = "ip"
  health_check {
    interval = 10
    timeout  = 5
  }
}
