resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name  = "web"
    image = "web:1.0.0"
  }, {
    name               = "proxy"
    image              = "envoy@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
    versionConsistency = "disabled"
  }])
}
