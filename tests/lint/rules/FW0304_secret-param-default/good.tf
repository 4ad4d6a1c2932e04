variable "database_password" {
  type      = string
  sensitive = true
}

variable "api_key" {
  type      = string
  sensitive = true
  default   = ""
}

variable "password_age" {
  type    = string
  default = "90"
}

resource "aws_sqs_queue" "this" {}
