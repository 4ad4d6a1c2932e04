resource "aws_lb" "web" {
  name    = "web"
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_lb_target_group" "group" {
  port     = 80
  protocol = "HTTP"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "RequestCount"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
}
