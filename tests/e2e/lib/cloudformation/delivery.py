"""CodeBuild, CodeDeploy and CodePipeline."""

from .handlers import handler, lower_case_tags, pick, without


@handler("AWS::CodeBuild::Project", "Name")
def project(call, properties):
    name = properties.setdefault("Name", call.name)
    # Triggers and visibility are calls of their own that no example needs.
    call("codebuild", "create_project", **lower_case_tags(without(properties, "Triggers", "Visibility")))
    arn = f"arn:aws:codebuild:{call.region}:{call.account}:project/{name}"
    return name, {"Arn": arn}, lambda: call("codebuild", "delete_project", Name=name)


@handler("AWS::CodeDeploy::Application", "ApplicationName")
def application(call, properties):
    name = properties.setdefault("ApplicationName", call.name)
    call("codedeploy", "create_application", **properties)
    return name, {}, lambda: call("codedeploy", "delete_application", applicationName=name)


@handler("AWS::CodeDeploy::DeploymentGroup", "DeploymentGroupName")
def deployment_group(call, properties):
    name = properties.setdefault("DeploymentGroupName", call.name)
    call("codedeploy", "create_deployment_group", **properties)
    key = pick(properties, "ApplicationName", "DeploymentGroupName")
    return name, {}, lambda: call("codedeploy", "delete_deployment_group", **key)


@handler("AWS::CodePipeline::Pipeline", "Name")
def pipeline(call, properties):
    name = properties.setdefault("Name", call.name)
    tags = pick(properties, "Tags")
    given = without(properties, "Tags", "RestartExecutionOnUpdate", "DisableInboundStageTransitions")
    call("codepipeline", "create_pipeline", Pipeline={"Version": 1, **given}, **tags)
    return name, {"Version": "1"}, lambda: call("codepipeline", "delete_pipeline", Name=name)
