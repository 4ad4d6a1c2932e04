variable "breaker" {
  type = any
}

resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = "web:1"
  dynamic "deployment_circuit_breaker" {
    for_each = var.breaker
    content {
      enable   = true
      rollback = true
    }
  }
}
