resource "aws_lb" "web" {
  name    = "web"
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_wafv2_web_acl_association" "guard" {
  resource_arn = aws_lb.web.arn
  web_acl_arn  = "acl"
}
