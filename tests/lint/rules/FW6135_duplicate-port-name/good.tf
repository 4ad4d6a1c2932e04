resource "aws_ecs_task_definition" "task" {
  family       = "web"
  network_mode = "awsvpc"
  container_definitions = jsonencode([
    {
      name         = "web"
      image        = "web:1.0.0"
      portMappings = [{ containerPort = 8080, name = "http" }]
    },
    {
      name         = "proxy"
      image        = "proxy:1.0.0"
      portMappings = [{ containerPort = 8081, name = "admin" }]
    },
  ])
}
