resource "aws_lb" "this" {
  name = "orders-internal"
}
