resource "aws_lb_listener_rule" "all" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/a/b/c"
  priority     = 10
  condition {
    host_header {
      values = ["Shop.example.com"]
    }
  }
  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/all/1"
  }
}

resource "aws_lb_listener_rule" "api" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/a/b/c"
  priority     = 20
  condition {
    host_header {
      values = ["shop.example.com"]
    }
  }
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
