resource "aws_lb_listener" "web" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/0"
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "forward"
    forward {
      target_group {
        arn    = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/blue/0"
        weight = 90
      }
      target_group {
        arn    = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/green/0"
        weight = 20
      }
    }
  }
}
