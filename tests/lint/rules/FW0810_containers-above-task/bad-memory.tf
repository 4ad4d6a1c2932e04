resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  memory = "1 GB"
  container_definitions = jsonencode([
    {
      name              = "app"
      image             = "app:1.0.0"
      memory            = 1024
      memoryReservation = 768
    },
    {
      name   = "proxy"
      image  = "proxy:1.0.0"
      memory = 512
    },
  ])
}
