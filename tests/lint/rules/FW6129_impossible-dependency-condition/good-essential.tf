resource "aws_ecs_task_definition" "task" {
  family       = "web"
  network_mode = "awsvpc"
  container_definitions = jsonencode([
    {
      name      = "web"
      image     = "app:1.0.0"
      dependsOn = [{ containerName = "proxy", condition = "SUCCESS" }]
    },
    {
      name      = "proxy"
      image     = "proxy:1.0.0"
      essential = false
    },
  ])
}
