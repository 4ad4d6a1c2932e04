resource "aws_db_instance" "orders" {
  engine         = "postgres"
  engine_version = "16.4"
  instance_class = "db.t4g.medium"
}

resource "aws_rds_cluster" "ledger" {
  engine = "aurora-postgresql"
  engine_version = "16.4"
}
