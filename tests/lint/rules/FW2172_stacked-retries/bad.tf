resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "acme/web:1"
    environment = [
      {
        name  = "MAX_RETRIES"
        value = "3"
      },
      {
        name  = "ORDERS_URL"
        value = "http://orders:8080"
      },
    ]
  }])
}

resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([{
    name        = "orders"
    image       = "acme/orders:1"
    environment = [
      {
        name  = "MAX_RETRIES"
        value = "3"
      },
      {
        name  = "STOCK_URL"
        value = "http://stock:8080"
      },
    ]
  }])
}

resource "aws_ecs_task_definition" "stock" {
  family                = "stock"
  container_definitions = jsonencode([{
    name        = "stock"
    image       = "acme/stock:1"
    environment = []
  }])
}

resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = aws_ecs_task_definition.web.arn
  service_connect_configuration {
    enabled = true
    service {
      port_name = "http"
      client_alias {
        port     = 8080
        dns_name = "web"
      }
    }
  }
}

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

resource "aws_ecs_service" "stock" {
  name            = "stock"
  task_definition = aws_ecs_task_definition.stock.arn
  service_connect_configuration {
    enabled = true
    service {
      port_name = "http"
      client_alias {
        port     = 8080
        dns_name = "stock"
      }
    }
  }
}
