resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.task.arn
  desired_count   = 2
}

resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "shop:2.1.0" }])
}

resource "aws_ecs_task_definition" "report" {
  family                = "report"
  container_definitions = jsonencode([{ name = "report", image = "shop:1.9.0" }])
}

resource "aws_scheduler_schedule" "nightly" {
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-west-1:111111111111:cluster/main"
    role_arn = "arn:aws:iam::111111111111:role/start"
    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.report.arn
    }
  }
}
