resource "aws_lb" "web" {
  name    = "web"
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_lb" "partners" {
  name    = "partners"
  subnets = ["subnet-1", "subnet-2"]
}
