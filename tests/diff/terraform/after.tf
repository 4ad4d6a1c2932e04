resource "aws_lb_target_group" "web" {
  port        = 9090
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = "vpc-1"
}

resource "aws_lb_listener_rule" "web" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/shop/1/2"
  priority     = 100
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
  condition {
    host_header {
      values = ["shop.example"]
    }
  }
}
