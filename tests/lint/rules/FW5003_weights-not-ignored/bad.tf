resource "aws_lb_listener_rule" "web" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/web/0/0"
  condition {
    path_pattern {
      values = ["/*"]
    }
  }
  action {
    type = "forward"
    forward {
      target_group {
        arn    = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/blue/0"
        weight = 100
      }
      target_group {
        arn    = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/green/0"
        weight = 0
      }
    }
  }
}

resource "aws_iam_role" "canary" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
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
        Action   = "elasticloadbalancing:ModifyRule"
        Resource = "*"
      },
    ]
  })
}
