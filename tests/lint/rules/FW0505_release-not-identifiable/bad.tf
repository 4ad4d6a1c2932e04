resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    { name = "app", image = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:production" }
  ])
}
