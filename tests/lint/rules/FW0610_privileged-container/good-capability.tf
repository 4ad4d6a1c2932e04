resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([
    {
      name            = "app"
      image           = "app:1.0.0"
      memory          = 512
      linuxParameters = { capabilities = { add = ["SYS_PTRACE"] } }
    },
  ])
}
