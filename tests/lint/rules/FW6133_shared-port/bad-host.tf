resource "aws_ecs_task_definition" "task" {
  family       = "web"
  network_mode = "bridge"
  container_definitions = jsonencode([
    {
      name         = "web"
      image        = "web:1.0.0"
      portMappings = [{ containerPort = 8080, hostPort = 80 }]
    },
    {
      name         = "proxy"
      image        = "proxy:1.0.0"
      portMappings = [{ containerPort = 8081, hostPort = 80 }]
    },
  ])
}
