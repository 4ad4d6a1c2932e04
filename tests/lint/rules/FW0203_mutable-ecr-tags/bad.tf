resource "aws_ecr_repository" "orders" {
  name = "orders"
}

resource "aws_ecr_repository" "billing" {
  name                 = "billing"
  image_tag_mutability = "MUTABLE"
}
