resource "aws_ecs_service" "web" {
  name                              = "web"
  cluster                           = "main"
  task_definition                   = aws_ecs_task_definition.web.arn
  desired_count                     = 2
  health_check_grace_period_seconds = 60
  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "app"
    container_port   = 8080
  }
}

resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([{
    name         = "app"
    image        = "app:1.0.0"
    stopTimeout  = 60
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_lb_target_group" "web" {
  protocol             = "HTTP"
  port                 = 8080
  vpc_id               = "vpc-1"
  target_type          = "ip"
  deregistration_delay = 30
  health_check {
    path = "/healthz"
  }
}

resource "aws_appautoscaling_target" "web" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/main/${aws_ecs_service.web.name}"
  min_capacity       = 1
  max_capacity       = 6
}
