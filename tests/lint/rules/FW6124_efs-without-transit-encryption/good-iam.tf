resource "aws_ecs_task_definition" "task" {
  family       = "web"
  network_mode = "awsvpc"
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id     = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
  container_definitions = jsonencode([
    {
      name        = "web"
      image       = "app:1.0.0"
      mountPoints = [{ sourceVolume = "data", containerPath = "/data" }]
    },
  ])
}
