resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = "web:1"
  deployment_configuration {
    strategy = "CANARY"
  }
}
