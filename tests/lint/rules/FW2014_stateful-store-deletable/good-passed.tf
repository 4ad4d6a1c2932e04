resource "aws_dynamodb_table" "carts" {
  name = "carts"
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_db_instance" "orders" {
  engine                    = "postgres"
  instance_class            = "db.t4g.small"
  final_snapshot_identifier = "orders"
}
