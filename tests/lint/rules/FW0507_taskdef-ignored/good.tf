resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = "web"
  lifecycle {
    ignore_changes = [desired_count]
  }
}
