resource "aws_lb_target_group" "blue" {
  vpc_id = "vpc-1"
  target_type = "ip"
  port = 8080
  protocol = "HTTP"
}

resource "aws_lb_target_group" "green" {
  vpc_id = "vpc-1"
  target_type = "ip"
  port = 8080
  protocol = "HTTP"
}

resource "aws_cloudwatch_metric_alarm" "blue_errors" {
  alarm_name = "blue-errors"
  namespace = "AWS/ApplicationELB"
  metric_name = "HTTPCode_Target_5XX_Count"
  dimensions = {
    TargetGroup = aws_lb_target_group.blue.arn_suffix
  }
  statistic = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold = 5
  period = 60
  evaluation_periods = 3
}

resource "aws_cloudwatch_metric_alarm" "green_errors" {
  alarm_name = "green-errors"
  namespace = "AWS/ApplicationELB"
  metric_name = "HTTPCode_Target_5XX_Count"
  dimensions = {
    TargetGroup = aws_lb_target_group.green.arn_suffix
  }
  statistic = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold = 5
  period = 60
  evaluation_periods = 3
}

resource "aws_ecs_service" "web" {
  name = "web"
  task_definition = "web:1"
  desired_count = 2
  deployment_controller {
    type = "CODE_DEPLOY"
  }
}

resource "aws_codedeploy_deployment_group" "web" {
  app_name = "web"
  deployment_group_name = "web"
  service_role_arn = "role-1"
  ecs_service {
    cluster_name = "main"
    service_name = aws_ecs_service.web.name
  }
  auto_rollback_configuration {
    enabled = true
    events = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }
  alarm_configuration {
    enabled = true
    alarms = [aws_cloudwatch_metric_alarm.blue_errors.alarm_name, aws_cloudwatch_metric_alarm.green_errors.alarm_name]
  }
  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = ["listener-1"]
      }
      target_group {
        name = aws_lb_target_group.blue.name
      }
      target_group {
        name = aws_lb_target_group.green.name
      }
    }
  }
}
