resource "aws_autoscaling_group" "web" {
  launch_configuration = "web-1"
  vpc_zone_identifier  = ["subnet-1", "subnet-2"]
  min_size             = 2
  max_size             = 4
  target_group_arns    = [aws_lb_target_group.web_targets.arn]
  health_check_type    = "ELB"
}

resource "aws_lb_target_group" "web_targets" {
  protocol    = "HTTP"
  port        = 8080
  vpc_id      = "vpc-1"
  target_type = "instance"
}
