resource "aws_appautoscaling_target" "scale" {
  min_capacity       = 1
  max_capacity       = 4
  resource_id        = "service/main/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}

resource "aws_appautoscaling_scheduled_action" "up" {
  name               = "up"
  resource_id        = aws_appautoscaling_target.scale.resource_id
  scalable_dimension = aws_appautoscaling_target.scale.scalable_dimension
  service_namespace  = aws_appautoscaling_target.scale.service_namespace
  schedule           = "cron(0 23 * * ? *)"
  scalable_target_action {
    min_capacity = 2
  }
}
