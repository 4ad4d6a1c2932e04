resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([
    {
      name  = "web"
      image = "acme/web:1"
    },
    {
      name      = "otel"
      image     = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0"
      essential = false
    },
  ])
}
