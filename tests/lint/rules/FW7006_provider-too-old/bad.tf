terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.31"
    }
  }
}

resource "aws_ecs_service" "web" {
  name = "web"

  deployment_configuration {
    strategy             = "BLUE_GREEN"
    bake_time_in_minutes = 10
  }
}

resource "aws_lb" "web" {
  name = "web"

  health_check_logs {
    bucket = "logs"
  }
}

resource "aws_ecs_express_gateway_service" "web" {
  service_name = "web"
}
