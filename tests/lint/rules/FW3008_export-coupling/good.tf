data "terraform_remote_state" "network" {
  backend = "s3"
}

resource "aws_security_group" "group" {
  description = "web"
  vpc_id      = "vpc-1"
}

resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = data.terraform_remote_state.network.outputs.cluster
  task_definition = "web:1"
  network_configuration {
    subnets         = [data.terraform_remote_state.network.outputs.subnet_a, data.terraform_remote_state.network.outputs.subnet_b]
    security_groups = [data.terraform_remote_state.network.outputs.group]
  }
}
