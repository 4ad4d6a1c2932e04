resource "aws_dynamodb_table" "orders" {
  billing_mode = "PAY_PER_REQUEST"
}

resource "aws_s3_bucket" "receipts" {
  bucket = "receipts"
}

resource "aws_elasticache_replication_group" "carts" {
  description          = "carts"
  replication_group_id = "carts"
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "acme/web:1"
    environment = [
      {
        name  = "TABLE"
        value = aws_dynamodb_table.orders.name
      },
      {
        name  = "BUCKET"
        value = aws_s3_bucket.receipts.bucket
      },
      {
        name  = "CACHE"
        value = aws_elasticache_replication_group.carts.primary_endpoint_address
      },
    ]
  }])
}

resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = aws_ecs_task_definition.web.arn
}
