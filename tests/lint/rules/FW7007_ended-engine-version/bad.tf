resource "aws_db_instance" "orders" {
  engine         = "postgres"
  engine_version = "12.22"
  instance_class = "db.t4g.small"
}

resource "aws_rds_cluster" "ledger" {
  engine         = "aurora-mysql"
  engine_version = "5.7.mysql_aurora.2.11.1"
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "sessions"
  engine_version       = "5.0.6"
}
