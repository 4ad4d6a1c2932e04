resource "aws_dynamodb_table" "carts" {
  name                        = "carts"
  deletion_protection_enabled = false
  billing_mode                = "PAY_PER_REQUEST"
}
