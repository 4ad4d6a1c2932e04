resource "aws_service_discovery_service" "registry" {
  name = "orders"
}

resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = "web:1"
  service_connect_configuration {
    enabled   = true
    namespace = "shop"
  }
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = "orders:1"
  service_registries {
    registry_arn = aws_service_discovery_service.registry.arn
  }
}
