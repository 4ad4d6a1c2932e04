resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    { name = "app", image = "public.ecr.aws/docker/library/nginx:1.27@sha256:0a3cb7ee4a83ba4b0a3cb7ee4a83ba4b0a3cb7ee4a83ba4b0a3cb7ee4a83ba4b" }
  ])
}
