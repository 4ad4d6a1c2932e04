resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "nginx:1.27"
      readonlyRootFilesystem = true
    },
    {
      name                   = "proxy"
      image                  = "httpd:2.4"
      readonlyRootFilesystem = true
    },
  ])
}
