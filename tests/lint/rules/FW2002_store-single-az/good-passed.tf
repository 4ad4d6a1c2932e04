resource "aws_rds_cluster" "orders" {
  engine = "aurora-postgresql"
}

resource "aws_rds_cluster_instance" "instances" {
  count              = var.instances
  engine             = "aurora-postgresql"
  cluster_identifier = aws_rds_cluster.orders.id
  instance_class     = "db.serverless"
}

variable "instances" {
  type = number
}
