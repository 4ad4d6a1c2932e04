resource "aws_ecs_task_definition" "task" {
  family       = "web"
  network_mode = "awsvpc"
  container_definitions = jsonencode([
    {
      name        = "web"
      image       = "app:1.0.0"
      healthCheck = { command = ["curl -f http://localhost/ || exit 1"] }
    },
  ])
}
