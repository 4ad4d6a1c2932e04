resource "aws_lb_listener_rule" "api" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/a/b/c"
  priority     = 10
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/api/1"
  }
}

resource "aws_lb_listener_rule" "admin" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/a/b/c"
  priority     = 10
  condition {
    path_pattern {
      values = ["/admin/*"]
    }
  }
  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/admin/1"
  }
}
