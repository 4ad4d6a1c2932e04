resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name  = "web"
    image = "web:1.0.0"
  }, {
    name  = "otel"
    image = "adot-collector:0.43.1"
  }])
}
