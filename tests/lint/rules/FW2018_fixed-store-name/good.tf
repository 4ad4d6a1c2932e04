resource "aws_dynamodb_table" "canary" {
  name         = "${var.environment}-canary"
  billing_mode = "PAY_PER_REQUEST"
}
