terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.21"
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
