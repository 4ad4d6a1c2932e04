resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  memory = "1024"
  container_definitions = jsonencode([
    {
      name              = "app"
      image             = "app:1.0.0"
      memoryReservation = 2048
    },
  ])
}
