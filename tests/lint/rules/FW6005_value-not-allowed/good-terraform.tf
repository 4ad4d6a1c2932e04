terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

resource "aws_ecs_service" "web" {
  name           = "web"
  launch_type    = "FARGATE"
  propagate_tags = "NONE"
}
