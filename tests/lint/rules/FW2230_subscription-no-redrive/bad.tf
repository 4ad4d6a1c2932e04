resource "aws_sns_topic_subscription" "webhook" {
  topic_arn = "arn:aws:sns:eu-west-1:111111111111:orders"
  protocol  = "https"
  endpoint  = "https://hooks.example.com/orders"
}
