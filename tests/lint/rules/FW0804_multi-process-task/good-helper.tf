resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([{
    name  = "web"
    image = "acme/web:1"
    portMappings = [{
      containerPort = 8080
    }]
    dependsOn = [{
      containerName = "mailer"
      condition     = "START"
    }]
    }, {
    name  = "mailer"
    image = "acme/mailer:1"
  }])
}
