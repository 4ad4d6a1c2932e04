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

resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "web:1.0.0"
    environment = [{ name = "ORDERS_URL", value = "http://orders:8080" }]
  }])
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

resource "aws_ecs_service" "ledger" {
  name            = "ledger"
  task_definition = aws_ecs_task_definition.ledger.arn
  service_connect_configuration {
    enabled = true
    service {
      port_name = "http"
      client_alias {
        port     = 8080
        dns_name = "ledger"
      }
    }
  }
}

resource "aws_ecs_task_definition" "ledger" {
  family = "ledger"
  container_definitions = jsonencode([{
    name        = "ledger"
    image       = "ledger:1.0.0"
    environment = [{ name = "ARCHIVE_URL", value = "http://archive:8080" }]
  }])
}

resource "aws_ecs_service" "archive" {
  name            = "archive"
  task_definition = aws_ecs_task_definition.archive.arn
  service_connect_configuration {
    enabled = true
    service {
      port_name = "http"
      client_alias {
        port     = 8080
        dns_name = "archive"
      }
    }
  }
}

resource "aws_ecs_task_definition" "archive" {
  family = "archive"
  container_definitions = jsonencode([{
    name  = "archive"
    image = "archive:1.0.0"
  }])
}
