terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_iam_role" "web" {
  assume_role_policy  = "{}"
}
