resource "aws_appautoscaling_target" "target" {
  service_namespace  = "ecs"
  resource_id        = "main/web"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  min_capacity       = 2
  max_capacity       = 4
}
