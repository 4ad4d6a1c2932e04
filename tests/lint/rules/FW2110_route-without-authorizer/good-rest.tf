resource "aws_api_gateway_method" "all" {
  rest_api_id   = "api"
  resource_id   = "root"
  http_method   = "ANY"
  authorization = "AWS_IAM"
}
