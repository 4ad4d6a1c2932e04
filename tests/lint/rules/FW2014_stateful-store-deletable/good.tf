resource "aws_db_instance" "orders" {
  deletion_protection = true
  engine              = "postgres"
  instance_class      = "db.t4g.small"
  skip_final_snapshot = true
}
