terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

resource "aws_ecs_service" "web" {
  name = "web"

  network_configuration {
    subnets = ["subnet-1"]
  }
}
