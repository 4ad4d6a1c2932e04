resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    { name = "app", image = "public.ecr.aws/docker/library/nginx:1.27" }
  ])
}
