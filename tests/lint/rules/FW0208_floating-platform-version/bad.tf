resource "aws_ecs_service" "web" {
  name             = "web"
  launch_type      = "FARGATE"
  platform_version = "1.4.0"
  task_definition  = "web"
}

resource "aws_ecs_service" "worker" {
  name            = "worker"
  launch_type     = "FARGATE"
  task_definition = "worker"
}
