resource "aws_cloudwatch_event_target" "billing" {
  rule = "placed"
  arn  = "arn:aws:sqs:eu-west-1:123456789012:billing"
  input_transformer {
    input_paths    = {
      id       = "$.detail.id"
      total    = "$.detail.total"
      tax      = "$.detail.tax"
      currency = "$.detail.currency"
      buyer    = "$.detail.buyer"
      street   = "$.detail.street"
      city     = "$.detail.city"
      country  = "$.detail.country"
      channel  = "$.detail.channel"
    }
    input_template = "<id>"
  }
}
