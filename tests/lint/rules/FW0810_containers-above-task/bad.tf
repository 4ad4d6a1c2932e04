resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  cpu    = "256"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "app:1.0.0"
      cpu   = 256
    },
    {
      name  = "proxy"
      image = "proxy:1.0.0"
      cpu   = 64
    },
  ])
}
