resource "aws_ecs_task_definition" "orders" {
  family                   = "orders"
  requires_compatibilities = ["FARGATE"]
  cpu                      = "2 vCPU"
  memory                   = "4 GB"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "app:1.0.0"
    },
  ])
}
