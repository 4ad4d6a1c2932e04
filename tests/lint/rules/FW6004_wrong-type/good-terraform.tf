terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

resource "aws_ecs_service" "web" {
  name                   = "web"
  desired_count          = "2"
  enable_execute_command = "true"

  network_configuration {
    subnets = ["subnet-1"]
  }
}
