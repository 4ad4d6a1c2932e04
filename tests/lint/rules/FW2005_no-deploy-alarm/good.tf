resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "main"
  task_definition = "web:1"
  desired_count   = 2
  alarms {
    alarm_names = ["web-errors"]
    enable      = true
    rollback    = true
  }
}
