resource "aws_lb_listener" "listener" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/a/b"
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      host        = "www.#{host}"
      port        = "80"
      status_code = "HTTP_301"
    }
  }
}
