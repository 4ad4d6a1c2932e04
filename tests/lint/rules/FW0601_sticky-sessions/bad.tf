resource "aws_lb_target_group" "web" {
  stickiness {
    enabled = true
    type    = "lb_cookie"
  }
}
