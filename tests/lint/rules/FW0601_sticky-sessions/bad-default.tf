resource "aws_lb_target_group" "web" {
  stickiness {
    type = "lb_cookie"
  }
}
