resource "aws_ecs_task_definition" "task" {
  family       = "web"
  network_mode = "awsvpc"
  container_definitions = jsonencode([
    {
      name         = "web"
      image        = "web:1.0.0"
      portMappings = [{ containerPort = 8080 }]
    },
    {
      name         = "proxy"
      image        = "proxy:1.0.0"
      portMappings = [{ containerPort = 8081 }, { containerPort = 8080, protocol = "udp" }]
    },
  ])
}
