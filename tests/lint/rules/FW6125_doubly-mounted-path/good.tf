resource "aws_ecs_task_definition" "task" {
  family       = "web"
  network_mode = "awsvpc"
  volume {
    name = "data"
  }
  volume {
    name = "cache"
  }
  container_definitions = jsonencode([
    {
      name  = "web"
      image = "app:1.0.0"
      mountPoints = [
        { sourceVolume = "data", containerPath = "/data" },
        { sourceVolume = "cache", containerPath = "/cache" },
      ]
    },
  ])
}
