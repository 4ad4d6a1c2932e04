resource "random_password" "db" {
  length = 32
}

resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.t4g.small"
  password       = random_password.db.result
}

resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "app"
    image = "app:1.0.0"
    environment = [
      { name = "DB_PASS", value = aws_db_instance.orders.password },
      { name = "SALT", value = random_password.db.result },
      { name = "DB_HOST", value = aws_db_instance.orders.address },
    ]
  }])
}
