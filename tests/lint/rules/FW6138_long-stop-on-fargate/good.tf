resource "aws_ecs_task_definition" "task" {
  family                   = "web"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = "256"
  memory                   = "512"
  container_definitions = jsonencode([
    { name = "web", image = "app:1.0.0", stopTimeout = 120 },
  ])
}
