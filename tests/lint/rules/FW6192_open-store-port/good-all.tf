resource "aws_vpc_security_group_ingress_rule" "store" {
  security_group_id = "sg-1"
  ip_protocol       = "-1"
  cidr_ipv4         = "10.0.0.0/16"
}
