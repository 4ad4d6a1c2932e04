resource "aws_dynamodb_table" "canary" {
  name         = "CanaryTable"
  billing_mode = "PAY_PER_REQUEST"
}
