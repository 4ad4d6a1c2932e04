resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "web"
    image = "acme/web:1"
    }, {
    name      = "mailer"
    image     = "acme/mailer:1"
    essential = true
  }])
}
