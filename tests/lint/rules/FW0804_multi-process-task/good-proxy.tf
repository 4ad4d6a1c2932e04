resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "web"
    image = "acme/web:1"
    }, {
    name      = "proxy"
    image     = "public.ecr.aws/nginx/nginx:1.27"
    essential = true
  }])
}
