resource "aws_s3_bucket" "this" {
  bucket = "Orders-Archive"
}
