resource "aws_codedeploy_deployment_group" "group" {
  app_name              = "web"
  deployment_group_name = "web"
  service_role_arn      = "arn:aws:iam::111111111111:role/deploy"
  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }
  ecs_service {
    cluster_name = "main"
    service_name = "web"
  }
  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/a/b/c"]
      }
      target_group {
        name = "blue"
      }
      target_group {
        name = "green"
      }
    }
  }
}
