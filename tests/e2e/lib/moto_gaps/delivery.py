"""CodeBuild, CodeDeploy and CodePipeline as the AWS provider of Terraform expects them."""

import datetime
import json

import moto.codebuild.responses as codebuild
import moto.codedeploy.models as codedeploy
from moto.codepipeline.responses import CodePipelineResponse


def install():
    """Accepts CodePipeline sources without a location, keeps a project's key, and answers timestamps as numbers."""
    source, artifacts = codebuild._validate_required_params_source, codebuild._validate_required_params_artifacts
    codebuild._validate_required_params_source = _unless(("CODEPIPELINE", "NO_SOURCE"), source)
    codebuild._validate_required_params_artifacts = _unless(("CODEPIPELINE", "NO_ARTIFACTS"), artifacts)

    create_project = codebuild.CodeBuildResponse.create_project

    def create_project_with_key(self):
        answer = json.loads(create_project(self))
        project = self.codebuild_backend.codebuild_projects[answer["project"]["name"]].project_metadata
        for member in ("encryptionKey", "concurrentBuildLimit"):
            if self._get_param(member):
                project[member] = self._get_param(member)
        return json.dumps({"project": project})

    codebuild.CodeBuildResponse.create_project = create_project_with_key

    for model in list(vars(codedeploy).values()):
        if isinstance(model, type) and model.__module__ == codedeploy.__name__ and "to_dict" in vars(model):
            model.to_dict = _with_numeric_times(model.to_dict)

    get_pipeline = CodePipelineResponse.get_pipeline

    def get_pipeline_with_numeric_times(self):
        answer = json.loads(get_pipeline(self))
        _numeric(answer.get("metadata", {}), ("created", "updated"))
        return json.dumps(answer)

    CodePipelineResponse.get_pipeline = get_pipeline_with_numeric_times


def _unless(types, check):
    return lambda given: None if given.get("type") in types else check(given)


def _with_numeric_times(to_dict):
    def convert(self, *args, **kwargs):
        return _numeric(to_dict(self, *args, **kwargs), ("createTime", "startTime", "completeTime"))

    return convert


def _numeric(document, members):
    for member in members:
        if isinstance(document.get(member), str):
            document[member] = datetime.datetime.fromisoformat(document[member].replace("Z", "+00:00")).timestamp()
    return document
