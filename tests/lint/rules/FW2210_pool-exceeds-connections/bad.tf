resource "aws_db_parameter_group" "limits" {
  family      = "postgres17"
  description = "orders"
  parameter {
    name  = "max_connections"
    value = "100"
  }
}

resource "aws_db_instance" "db" {
  engine               = "postgres"
  engine_version       = "17.6"
  parameter_group_name = aws_db_parameter_group.limits.name
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "acme/web:1"
    environment = [
      {
        name  = "DB_POOL_SIZE"
        value = "10"
      },
      {
        name  = "DB_HOST"
        value = aws_db_instance.db.address
      },
    ]
  }])
}

resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = 20
}
