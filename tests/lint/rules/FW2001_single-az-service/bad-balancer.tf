resource "aws_lb" "front" {
  load_balancer_type = "network"
  subnets            = [aws_subnet.subnet_a.id]
}

resource "aws_subnet" "subnet_a" {
  vpc_id     = "vpc-1"
  cidr_block = "10.0.0.0/24"
}

resource "aws_subnet" "subnet_b" {
  vpc_id     = "vpc-1"
  cidr_block = "10.0.1.0/24"
}
