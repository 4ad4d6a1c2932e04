resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.web_task.arn
  desired_count   = 2
}

resource "aws_ecs_task_definition" "web_task" {
  family       = "web_task"
  network_mode = "awsvpc"
  container_definitions = jsonencode([
    {
      name         = "app"
      image        = "app:1.0.0"
      memory       = 512
      portMappings = [{ containerPort = 8080 }]
    },
  ])
}

resource "aws_appautoscaling_target" "web_scaling" {
  service_namespace  = "ecs"
  resource_id        = "service/main/web"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 8
}
