variable "options" {
  type = map(string)
}

resource "aws_ecs_task_definition" "task" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
  container_definitions = jsonencode([{
    name             = "web"
    image            = "web:1.0.0"
    logConfiguration = { logDriver = "awslogs", options = var.options }
  }])
}
