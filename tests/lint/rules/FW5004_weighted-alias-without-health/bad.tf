resource "aws_route53_record" "blue" {
  zone_id        = "Z1"
  name           = "web.example.com"
  type           = "A"
  set_identifier = "blue"
  weighted_routing_policy {
    weight = 50
  }
  alias {
    name                   = "blue.elb.amazonaws.com"
    zone_id                = "Z2"
    evaluate_target_health = false
  }
}
