variable "proxy_image" {
  type    = string
  default = "nginx:1.27"
}

data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

resource "aws_ecs_task_definition" "orders" {
  family                = "orders"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "${data.aws_caller_identity.this.account_id}.dkr.ecr.${data.aws_region.this.name}.amazonaws.com/orders:1.4.2"
    },
    { name = "proxy", image = var.proxy_image },
  ])
}
