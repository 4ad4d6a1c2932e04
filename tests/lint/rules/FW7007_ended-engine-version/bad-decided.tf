resource "aws_rds_cluster" "ledger" {
  engine         = "aurora-postgresql"
  engine_version = "13.20"
}
