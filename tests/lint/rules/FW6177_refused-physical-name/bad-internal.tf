resource "aws_lb" "this" {
  name = "internal-orders"
}
