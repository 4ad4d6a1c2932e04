resource "aws_launch_configuration" "hosts" {
  image_id      = "ami-1"
  instance_type = "t3.large"
  key_name      = "ops"
  user_data     = "echo ECS_CLUSTER=main >> /etc/ecs/ecs.config"
}
