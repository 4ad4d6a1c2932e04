resource "aws_codedeploy_deployment_group" "group" {
  app_name              = "web"
  deployment_group_name = "web"
  service_role_arn      = "arn:aws:iam::111111111111:role/deploy"
  deployment_style {
    deployment_type   = "IN_PLACE"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }
  ecs_service {
    cluster_name = "main"
    service_name = "web"
  }
  load_balancer_info {
    target_group_pair_info {
      target_group {
        name = "blue"
      }
      target_group {
        name = "green"
      }
    }
  }
}
