resource "aws_ecs_cluster" "blue" {
  name = "blue"
}

resource "aws_ecs_cluster" "green" {
  name = "green"
}
