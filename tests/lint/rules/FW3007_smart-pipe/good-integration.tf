resource "aws_api_gateway_integration" "place" {
  http_method       = "POST"
  type              = "AWS"
  request_templates = {
    "application/json" = "$input.json('$')"
  }
}
