resource "aws_cloudwatch_event_target" "nightly" {
  rule     = "nightly"
  arn      = "arn:aws:ecs:eu-west-1:111111111111:cluster/main"
  role_arn = "arn:aws:iam::111111111111:role/start"
  ecs_target {
    task_definition_arn = "report:1"
  }
}
