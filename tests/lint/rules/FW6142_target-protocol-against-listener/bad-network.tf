resource "aws_lb_listener" "listener" {
  load_balancer_arn = aws_lb.balancer.arn
  port              = 80
  protocol          = "TLS"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.targets.arn
  }
}

resource "aws_lb" "balancer" {
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_lb_target_group" "targets" {
  protocol    = "UDP"
  port        = 8080
  vpc_id      = "vpc-1"
  target_type = "ip"
}
