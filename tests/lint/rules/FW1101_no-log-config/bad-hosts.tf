resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1.0.0" }])
}

resource "aws_launch_configuration" "hosts" {
  image_id      = "ami-1"
  instance_type = "t3.large"
  user_data     = "echo ECS_CLUSTER=main >> /etc/ecs/ecs.config"
}
