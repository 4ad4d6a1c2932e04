resource "aws_lb_listener" "listener" {
  load_balancer_arn = aws_lb.balancer.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "forward"
    forward {
      target_group {
        arn    = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/blue/1"
        weight = 0
      }
      target_group {
        arn    = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/green/1"
        weight = 0
      }
    }
  }
}

resource "aws_lb" "balancer" {
  subnets = ["subnet-1", "subnet-2"]
}
