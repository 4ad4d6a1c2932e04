resource "aws_security_group" "tasks" {
  description = "tasks"
}

resource "aws_security_group" "store" {
  description = "store"
}

resource "aws_vpc_security_group_ingress_rule" "store" {
  security_group_id            = aws_security_group.store.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.tasks.id
}

resource "aws_rds_cluster" "store" {
  engine                 = "aurora-postgresql"
  vpc_security_group_ids = [aws_security_group.store.id]
}

resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([
    {
      name        = "web"
      image       = "web:1"
      environment = [
        {
          name  = "DB_HOST"
          value = aws_rds_cluster.store.endpoint
        },
      ]
    },
  ])
}

resource "aws_ecs_service" "service" {
  name            = "web"
  task_definition = aws_ecs_task_definition.task.arn
  network_configuration {
    subnets         = ["subnet-1"]
    security_groups = [aws_security_group.tasks.id]
  }
}
