resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name             = "web"
    image            = "web:1.0.0"
    logConfiguration = { logDriver = "awsfirelens" }
  }, {
    name                  = "router"
    image                 = "fluent-bit:3.2.4"
    firelensConfiguration = { type = "fluentbit" }
  }])
}
