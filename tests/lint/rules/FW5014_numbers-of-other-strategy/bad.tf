resource "aws_ecs_service" "web" {
  name = "web"
  task_definition = "web:1"
  desired_count = 2
  deployment_configuration {
    strategy = "BLUE_GREEN"
    bake_time_in_minutes = 5
    canary_configuration {
      canary_percent = 5
      canary_bake_time_in_minutes = 10
    }
  }
  load_balancer {
    target_group_arn = "blue"
    container_name = "web"
    container_port = 8080
    advanced_configuration {
      alternate_target_group_arn = "green"
      production_listener_rule = "rule-1"
      role_arn = "role-1"
    }
  }
}
