resource "aws_codepipeline" "pipeline" {
  name     = "web"
  role_arn = "arn:aws:iam::111111111111:role/pipeline"
  artifact_store {
    type     = "S3"
    location = "store"
  }
  stage {
    name = "Source"
    action {
      category = "Source"
    }
  }
}
