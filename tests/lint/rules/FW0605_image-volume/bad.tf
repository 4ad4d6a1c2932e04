resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "nginx:1.27"
      mountPoints = [
        { sourceVolume = "data", containerPath = "/data" },
        { sourceVolume = "scratch", containerPath = "/tmp" },
      ]
    }
  ])
  volume {
    name = "data"
  }
  volume {
    name = "scratch"
  }
}
