resource "aws_ecr_repository" "orders" {
  name = "orders"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecr_repository" "billing" {
  name                 = "billing"
  image_tag_mutability = "IMMUTABLE"
}
