resource "aws_ecs_service" "first" {
  name            = "orders-staging"
  task_definition = "orders:1"
}

resource "aws_ecs_service" "second" {
  name            = "orders-prod"
  task_definition = "orders:1"
}
