resource "aws_lb" "balancer" {
  load_balancer_type = "application"
  enable_http2       = true
}
