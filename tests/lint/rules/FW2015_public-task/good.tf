resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "main"
  task_definition = "web:1"
  desired_count   = 2
  load_balancer {
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1"
    container_name   = "web"
    container_port   = 8080
  }
  network_configuration {
    assign_public_ip = false
    subnets          = ["subnet-1", "subnet-2"]
  }
}
