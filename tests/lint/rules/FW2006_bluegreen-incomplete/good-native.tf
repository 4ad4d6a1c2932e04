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
    advanced_configuration {
      alternate_target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/green/2"
      production_listener_rule   = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener-rule/app/a/b/c"
      role_arn                   = "arn:aws:iam::111111111111:role/shift"
    }
  }
}
