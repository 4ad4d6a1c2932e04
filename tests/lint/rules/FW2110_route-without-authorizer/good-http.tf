resource "aws_apigatewayv2_route" "all" {
  api_id             = "api"
  route_key          = "$default"
  authorization_type = "AWS_IAM"
}
