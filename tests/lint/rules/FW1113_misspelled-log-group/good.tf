resource "aws_cloudwatch_log_group" "logs" {
  name              = "/ecs/web"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name             = "web"
    image            = "web:1.0.0"
    logConfiguration = {
      logDriver = "awslogs"
      options   = { "awslogs-group" = "/ecs/web", "awslogs-region" = "eu-west-1", "awslogs-stream-prefix" = "web" }
    }
  }])
}
