resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "app"
    image = "nginx:1.27.3"
  }])
}
