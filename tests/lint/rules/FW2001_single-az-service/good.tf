resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "main"
  task_definition = "web:1"
  desired_count   = 2
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
  }
}
