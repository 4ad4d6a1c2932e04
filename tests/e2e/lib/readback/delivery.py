"""CodeBuild, CodePipeline and Step Functions."""

from .resource import Resource, tags


def read(aws):
    """Projects, pipelines and state machines."""
    names = aws.all("codebuild", "list_projects", "projects")
    for project in aws.call("codebuild", "batch_get_projects", names=names)["projects"] if names else []:
        project["tags"] = tags(project.get("tags"), "key", "value")
        yield Resource("codebuild.project", {project["arn"]: "", project["name"]: "name"}, project)
    for found in aws.all("codepipeline", "list_pipelines", "pipelines"):
        pipeline = aws.call("codepipeline", "get_pipeline", name=found["name"])
        arn = pipeline["metadata"]["pipelineArn"]
        yield Resource("codepipeline.pipeline", {arn: "", found["name"]: "name"}, pipeline["pipeline"])
    for found in aws.all("stepfunctions", "list_state_machines", "stateMachines"):
        arn = found["stateMachineArn"]
        machine = aws.call("stepfunctions", "describe_state_machine", stateMachineArn=arn)
        machine["tags"] = tags(aws.call("stepfunctions", "list_tags_for_resource", resourceArn=arn)["tags"], "key", "value")
        yield Resource("stepfunctions.machine", {arn: "", found["name"]: "name"}, machine)
