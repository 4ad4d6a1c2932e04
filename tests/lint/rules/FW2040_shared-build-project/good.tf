resource "aws_codebuild_project" "orders" {
  name         = "orders"
  service_role = "build"
  artifacts {
    type = "CODEPIPELINE"
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

resource "aws_codebuild_project" "billing" {
  name         = "billing"
  service_role = "build"
  artifacts {
    type = "CODEPIPELINE"
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

resource "aws_codepipeline" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/pipeline"
  stage {
    name = "Build"
    action {
      name          = "Image"
      category      = "Build"
      owner         = "AWS"
      provider      = "CodeBuild"
      version       = "1"
      configuration = {
        ProjectName = aws_codebuild_project.orders.name
      }
    }
  }
  stage {
    name = "Deploy"
    action {
      name          = "Service"
      category      = "Deploy"
      owner         = "AWS"
      provider      = "ECS"
      version       = "1"
      configuration = {
        ClusterName = "shop"
        ServiceName = "orders"
      }
    }
  }
}

resource "aws_codepipeline" "billing" {
  name     = "billing"
  role_arn = "arn:aws:iam::123456789012:role/pipeline"
  stage {
    name = "Build"
    action {
      name          = "Image"
      category      = "Build"
      owner         = "AWS"
      provider      = "CodeBuild"
      version       = "1"
      configuration = {
        ProjectName = aws_codebuild_project.billing.name
      }
    }
  }
  stage {
    name = "Deploy"
    action {
      name          = "Service"
      category      = "Deploy"
      owner         = "AWS"
      provider      = "ECS"
      version       = "1"
      configuration = {
        ClusterName = "shop"
        ServiceName = "billing"
      }
    }
  }
}
