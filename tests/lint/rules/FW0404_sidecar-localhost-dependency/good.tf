resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "nginx:1.27"
      environment = [
        { name = "CACHE", value = "redis://cache.internal:6379" },
        { name = "SELF", value = "http://localhost:8080/" },
      ]
      portMappings = [{ containerPort = 8080 }]
    }
  ])
}
