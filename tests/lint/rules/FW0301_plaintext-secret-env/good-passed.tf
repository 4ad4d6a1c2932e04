variable "secret_name" {
  type = string
}

resource "aws_ecs_task_definition" "task" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "app"
    image = "app:1.0.0"
    environment = [
      { name = "DB_SECRET", value = "shop-db-secret" },
      { name = "DB_SECRET_ARN", value = aws_secretsmanager_secret.db.arn },
      { name = "API_TOKEN", value = "" },
      { name = "USE_TOKEN", value = "true" },
      { name = "MAX_TOKENS", value = "4096" },
      { name = "SESSION_SECRET", value = "/shop/session-secret" },
      { name = "TOKEN", value = var.secret_name },
      { name = "TOKENIZER", value = "words" },
    ]
  }])
}

resource "aws_secretsmanager_secret" "db" {
  name = "db"
}
