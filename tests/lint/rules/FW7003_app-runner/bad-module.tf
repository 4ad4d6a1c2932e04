resource "aws_apprunner_service" "web" {
  service_name = "web"
}
