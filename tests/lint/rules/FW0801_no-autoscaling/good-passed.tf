resource "aws_ecs_service" "agent" {
  name                = "agent"
  scheduling_strategy = "DAEMON"
  task_definition     = "agent"
  desired_count       = 2
}

resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = "web"
  desired_count   = 2
}

module "scaling" {
  source  = "example.com/shop/autoscaling/aws"
  version = "1.0.0"
  service = aws_ecs_service.web.name
}
