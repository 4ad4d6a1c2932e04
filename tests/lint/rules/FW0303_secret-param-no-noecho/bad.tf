variable "database_password" {
  type = string
}

variable "api_token" {
  type      = string
  sensitive = false
}

variable "password_length" {
  type = string
}

variable "secret_name" {
  type = string
}

variable "session_secret" {
  type = string
}

resource "aws_sqs_queue" "this" {}

resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([
    {
      name    = "app"
      image   = "nginx:1.27"
      secrets = [{ name = "SESSION", valueFrom = var.session_secret }]
    }
  ])
}
