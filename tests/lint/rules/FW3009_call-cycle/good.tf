resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
  service_connect_configuration {
    enabled = true
    service {
      port_name = "http"
      client_alias {
        port     = 8080
        dns_name = "orders"
      }
    }
  }
}

resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name        = "orders"
    image       = "orders:1.0.0"
    environment = [{ name = "BILLING_URL", value = "http://billing:8080" }]
  }])
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
  service_connect_configuration {
    enabled = true
    service {
      port_name = "http"
      client_alias {
        port     = 8080
        dns_name = "billing"
      }
    }
  }
}

resource "aws_ecs_task_definition" "billing" {
  family = "billing"
  container_definitions = jsonencode([{
    name  = "billing"
    image = "billing:1.0.0"
  }])
}
