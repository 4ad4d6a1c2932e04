resource "aws_lb" "balancer" {
  load_balancer_type = "network"
  enable_http2       = true
}
