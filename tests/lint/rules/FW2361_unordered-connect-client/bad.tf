resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = aws_ecs_task_definition.web.arn
  service_connect_configuration {
    enabled   = true
    namespace = "shop"
  }
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = "orders:1"
  service_connect_configuration {
    enabled   = true
    namespace = "shop"
    service {
      port_name = "http"
      client_alias {
        port     = 8080
        dns_name = "orders"
      }
    }
  }
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "acme/web:1"
    environment = [{
      name  = "ORDERS_URL"
      value = "http://orders:8080"
    }]
  }])
}
