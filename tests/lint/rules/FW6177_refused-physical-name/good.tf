resource "aws_lb_target_group" "this" {
  name = "orders-reconciliation-prod"
}
