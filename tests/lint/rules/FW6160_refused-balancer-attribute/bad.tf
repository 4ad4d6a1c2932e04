resource "aws_lb" "balancer" {
  idle_timeout      = 5000
  client_keep_alive = 0
}
