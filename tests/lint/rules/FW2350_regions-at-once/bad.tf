resource "aws_codepipeline" "web" {
  name     = "web"
  role_arn = "arn:aws:iam::123456789012:role/pipeline"
  stage {
    name = "Deploy"
    action {
      name          = "Ireland"
      category      = "Deploy"
      owner         = "AWS"
      provider      = "ECS"
      version       = "1"
      configuration = {
        ClusterName = "shop"
        ServiceName = "web"
      }
      region        = "eu-west-1"
      run_order     = 1
    }
    action {
      name          = "Frankfurt"
      category      = "Deploy"
      owner         = "AWS"
      provider      = "ECS"
      version       = "1"
      configuration = {
        ClusterName = "shop"
        ServiceName = "web"
      }
      region        = "eu-central-1"
      run_order     = 1
    }
  }
}
