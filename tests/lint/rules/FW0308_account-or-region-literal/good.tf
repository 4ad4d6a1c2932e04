resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "app"
    image = "app:1.0.0"
    environment = [
      { name = "TOPIC_ARN", value = aws_sns_topic.placed.arn },
      { name = "BUCKET_REGION", value = data.aws_region.current.name },
    ]
  }])
}
