resource "aws_ecs_service" "web" {
  name = "web"
  deployment_controller {
    type = "ECS"
  }
}
