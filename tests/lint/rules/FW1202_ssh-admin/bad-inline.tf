resource "aws_security_group" "hosts" {
  name   = "hosts"
  vpc_id = "vpc-1"
  ingress {
    protocol    = "tcp"
    from_port   = 20
    to_port     = 24
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}
