resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "app"
    image = "app:1.0.0"
    environment = [
      { name = "TOPIC_ARN", value = "arn:aws:sns:eu-west-1:111111111111:placed" },
      { name = "BUCKET_REGION", value = "eu-west-1" },
    ]
  }])
}
