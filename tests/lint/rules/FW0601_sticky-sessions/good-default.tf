resource "aws_lb_target_group" "web" {
  stickiness {
    enabled = false
    type    = "lb_cookie"
  }
}
