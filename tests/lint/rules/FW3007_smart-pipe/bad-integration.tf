resource "aws_api_gateway_integration" "place" {
  http_method       = "POST"
  type              = "AWS"
  request_templates = {
    "application/json" = "#if($input.path('$.total') > 100)#foreach($it in $input.path('$.lines'))#if($it.vip)x#end#end#end"
  }
}
