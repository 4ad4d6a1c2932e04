resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "app"
    image = "public.ecr.aws/nginx/nginx:1.27.3"
  }])
}
