resource "aws_dynamodb_table" "carts" {
  name         = "carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_db_instance" "main" {
  db_name                 = "orders"
  backup_retention_period = 7
}

resource "aws_acm_certificate" "site" {
  domain_name = "shop.example"
  validation_option {
    domain_name       = "shop.example"
    validation_domain = "example"
  }
}

resource "aws_efs_access_point" "files" {
  file_system_id = "fs-0123456789abcdef0"
  posix_user {
    gid = 1000
    uid = 1000
  }
}
