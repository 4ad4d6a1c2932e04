resource "aws_rds_cluster" "orders" {
  engine = "aurora-postgresql"
}

resource "aws_rds_cluster_instance" "writer" {
  engine             = "aurora-postgresql"
  cluster_identifier = aws_rds_cluster.orders.id
  instance_class     = "db.serverless"
}
