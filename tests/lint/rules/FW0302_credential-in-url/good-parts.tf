variable "password" {
  type      = string
  sensitive = true
}

variable "host" {
  type = string
}

resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name        = "app"
    image       = "app:1.0.0"
    environment = [{ name = "BROKER_URL", value = "https://${var.host}:5671" }]
  }])
}
