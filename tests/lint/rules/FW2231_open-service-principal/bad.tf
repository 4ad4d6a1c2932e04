resource "aws_sqs_queue_policy" "policy" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111111111111/orders"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = "*"
    }]
  })
}
