resource "aws_ecs_service" "web" {
  name = "web"
}
resource "aws_cloudwatch_metric_alarm" "cpu" {}
