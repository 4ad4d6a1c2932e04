resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name             = "web"
    image            = "web:1.0.0"
    logConfiguration = {
      logDriver = "awslogs"
      options   = {
        "awslogs-group"           = "/web"
        "awslogs-region"          = "eu-west-1"
        "awslogs-stream-prefix"   = "web"
        "awslogs-datetime-format" = "%Y-%m-%d"
      }
    }
  }])
}
