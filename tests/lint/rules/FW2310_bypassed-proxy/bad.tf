resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([
    {
      name        = "web"
      image       = "acme/web:1"
      environment = [{
        name  = "PAYMENTS"
        value = "https://api.payments.example/v1"
      }]
    },
    {
      name  = "envoy"
      image = "envoyproxy/envoy:v1.31.0"
    },
  ])
}
