resource "aws_route53_record" "blue" {
  zone_id        = "Z1"
  name           = "web.example.com"
  type           = "A"
  set_identifier = "blue"
  weighted_routing_policy {
    weight = 100
  }
  alias {
    name                   = "blue.elb.amazonaws.com"
    zone_id                = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_iam_role" "canary" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action    = "sts:AssumeRole"
      },
    ]
  })
}

resource "aws_iam_role_policy" "canary" {
  role   = aws_iam_role.canary.id
  policy = jsonencode({
    Statement = [
      {
        Effect   = "Allow"
        Action   = "route53:ChangeResourceRecordSets"
        Resource = "*"
      },
    ]
  })
}
