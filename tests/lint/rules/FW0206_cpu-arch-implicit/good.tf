resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    { name = "app", image = "nginx:1.27" }
  ])
  requires_compatibilities = ["FARGATE"]
  runtime_platform {
    cpu_architecture = "ARM64"
  }
}
