resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "nginx:1.27"
      mountPoints = [
        { sourceVolume = "uploads", containerPath = "/uploads" },
        { sourceVolume = "proc", containerPath = "/host/proc" },
      ]
    }
  ])
  volume {
    name      = "uploads"
    host_path = "/opt/cache/models"
  }
  volume {
    name      = "proc"
    host_path = "/proc"
  }
}
