resource "aws_dynamodb_table" "carts" {
  name                        = "carts"
  deletion_protection_enabled = true
  billing_mode                = "PAY_PER_REQUEST"
}
