resource "aws_efs_file_system" "orders" {
  encrypted = true
}

resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "acme/orders:1"
    mountPoints = [{
      sourceVolume  = "data"
      containerPath = "/data"
    }]
  }])

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id = aws_efs_file_system.orders.id
    }
  }
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
}

resource "aws_ecs_task_definition" "billing" {
  family = "billing"
  container_definitions = jsonencode([{
    name  = "billing"
    image = "acme/billing:1"
    mountPoints = [{
      sourceVolume  = "data"
      containerPath = "/data"
    }]
  }])

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id = aws_efs_file_system.orders.id
    }
  }
}

resource "aws_ecs_service" "billing" {
  name            = "billing"
  task_definition = aws_ecs_task_definition.billing.arn
}
