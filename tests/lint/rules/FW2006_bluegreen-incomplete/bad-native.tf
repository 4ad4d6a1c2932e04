resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "main"
  task_definition = "web:1"
  desired_count   = 2
  deployment_configuration {
    strategy = "BLUE_GREEN"
  }
  load_balancer {
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/blue/1"
    container_name   = "web"
    container_port   = 8080
  }
}
