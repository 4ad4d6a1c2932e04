resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{
    name                  = "router"
    image                 = "fluent-bit:3.2.4"
    firelensConfiguration = { type = "fluentbit" }
    logConfiguration      = { logDriver = "awsfirelens" }
  }])
}
