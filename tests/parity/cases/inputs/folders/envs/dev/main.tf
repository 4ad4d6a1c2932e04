resource "aws_db_instance" "db" {
  engine         = "postgres"
  engine_version = "17.5"
  instance_class = "db.t4g.small"
}
