resource "aws_subnet" "private" {
  count      = 3
  vpc_id     = "vpc-1"
  cidr_block = "10.0.${count.index}.0/24"
}

resource "aws_lb" "front" {
  subnets = aws_subnet.private[*].id
}
