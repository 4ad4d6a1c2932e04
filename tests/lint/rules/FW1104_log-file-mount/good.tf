resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "web:1.0.0"
    mountPoints = [{ sourceVolume = "files", containerPath = "/var/lib/web" }]
  }, {
    name        = "reader"
    image       = "busybox:1.37"
    mountPoints = [{ sourceVolume = "files", containerPath = "/logs", readOnly = true }]
  }])
}
