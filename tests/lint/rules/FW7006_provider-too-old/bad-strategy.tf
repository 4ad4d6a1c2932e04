terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.4, < 6.10"
    }
  }
}

resource "aws_ecs_service" "web" {
  name = "web"

  deployment_configuration {
    strategy = "CANARY"

    canary_configuration {
      canary_percent = 10
    }
  }
}
