resource "aws_lb_target_group" "this" {
  name = "orders-payments-reconciliation-production"
}
