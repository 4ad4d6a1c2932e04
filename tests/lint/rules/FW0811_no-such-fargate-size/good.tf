resource "aws_ecs_task_definition" "orders" {
  family                   = "orders"
  requires_compatibilities = ["FARGATE"]
  cpu                      = "512"
  memory                   = "4096"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "app:1.0.0"
    },
  ])
}
