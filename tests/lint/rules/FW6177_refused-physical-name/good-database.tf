resource "aws_rds_cluster" "this" {
  cluster_identifier = "orders-main"
  engine             = "aurora-postgresql"
}
