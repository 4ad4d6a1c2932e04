variable "engine_version" {}
variable "retention" {
  default = 7
}
resource "aws_db_instance" "db" {
  engine                  = "postgres"
  engine_version          = var.engine_version
  instance_class          = "db.t4g.small"
  backup_retention_period = var.retention
}
