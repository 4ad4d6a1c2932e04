resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  memory = "2 GB"
  container_definitions = jsonencode([
    {
      name              = "app"
      image             = "app:1.0.0"
      memoryReservation = 2048
    },
  ])
}
