resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    { name = "app", image = "nginx:1.27" }
  ])
  volume {
    name      = "docker"
    host_path = "/var/run/docker.sock"
  }
}
