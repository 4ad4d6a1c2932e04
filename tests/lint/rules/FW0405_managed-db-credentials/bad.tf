variable "password" {
  type      = string
  sensitive = true
}

resource "aws_db_instance" "orders" {
  engine   = "postgres"
  username = "orders"
  password = var.password
}
