resource "aws_lb" "balancer" {
  idle_timeout      = 4000
  client_keep_alive = 3600
}
