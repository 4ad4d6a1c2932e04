resource "aws_ecs_cluster" "blue" {
  name = "blue"
}
