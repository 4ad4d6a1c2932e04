resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    {
      name  = "web"
      image = "nginx:1.27"
      links = ["api"]
    },
    { name = "api", image = "httpd:2.4" },
  ])
}
