resource "aws_db_instance" "orders" {
  engine         = "postgres"
  engine_version = "17.6"
  instance_class = "db.t4g.small"
}

resource "aws_rds_cluster" "ledger" {
  engine         = "aurora-mysql"
  engine_version = "8.0.mysql_aurora.3.08.0"
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "sessions"
  engine_version       = "7.1"
}
