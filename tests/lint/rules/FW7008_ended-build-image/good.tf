resource "aws_codebuild_project" "build" {
  name         = "build"
  service_role = "build"
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    type         = "LINUX_CONTAINER"
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
  }
  source {
    type = "CODEPIPELINE"
  }
}
