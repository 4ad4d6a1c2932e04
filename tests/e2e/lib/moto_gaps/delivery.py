"""CodeBuild, CodeDeploy and CodePipeline as the AWS provider of Terraform expects them."""

import datetime
import json
import time

import moto.codebuild.responses as codebuild
import moto.codedeploy.models as codedeploy
from moto.codedeploy.responses import CodeDeployResponse
from moto.codepipeline.responses import CodePipelineResponse
from moto.core.exceptions import JsonRESTError


def install():
    """Accepts CodePipeline sources without a location, keeps a project's key and deployment configurations, and answers
    timestamps as numbers."""
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

    codedeploy.DeploymentGroup.to_dict = _with_alarms(codedeploy.DeploymentGroup.to_dict)
    CodeDeployResponse.create_deployment_config = _create_deployment_config
    CodeDeployResponse.get_deployment_config = _get_deployment_config
    CodeDeployResponse.delete_deployment_config = _delete_deployment_config

    get_pipeline = CodePipelineResponse.get_pipeline

    def get_pipeline_with_numeric_times(self):
        answer = json.loads(get_pipeline(self))
        _numeric(answer.get("metadata", {}), ("created", "updated"))
        return json.dumps(answer)

    CodePipelineResponse.get_pipeline = get_pipeline_with_numeric_times


def _with_alarms(to_dict):
    def convert(self):
        return {**to_dict(self), "alarmConfiguration": self.alarm_configuration or {}}

    return convert


def _configurations(response):
    """The deployment configurations of the backend, which has no place for them, by name."""
    return vars(response.codedeploy_backend).setdefault("deployment_configs", {})


def _create_deployment_config(self):
    name = self._get_param("deploymentConfigName")
    given = {member: self._get_param(member) for member in ("computePlatform", "trafficRoutingConfig")}
    made = {"deploymentConfigId": f"id-of-{name}", "deploymentConfigName": name, "createTime": time.time(), **given}
    _configurations(self)[name] = made
    return json.dumps({"deploymentConfigId": made["deploymentConfigId"]})


def _get_deployment_config(self):
    name = self._get_param("deploymentConfigName")
    found = _configurations(self).get(name)
    if found is None:
        raise JsonRESTError("DeploymentConfigDoesNotExistException", f"there is no deployment configuration {name}")
    return json.dumps({"deploymentConfigInfo": found})


def _delete_deployment_config(self):
    _configurations(self).pop(self._get_param("deploymentConfigName"), None)
    return "{}"


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
