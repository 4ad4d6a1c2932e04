locals {
  sizes = { dev = "db.t4g.small", prod = "db.r6g.large" }
  engine = terraform.workspace == "dev" ? "mysql" : "postgres"
}
resource "aws_db_instance" "db" {
  engine         = local.engine
  engine_version = "16.4"
  instance_class = local.sizes[terraform.workspace]
}
