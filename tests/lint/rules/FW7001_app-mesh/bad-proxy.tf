resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([
    {
      name  = "web"
      image = "web"
    },
    {
      name  = "envoy"
      image = "envoy"
    },
  ])
  proxy_configuration {
    type           = "APPMESH"
    container_name = "envoy"
  }
}
