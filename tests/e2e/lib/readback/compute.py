"""ECS, ECR, scaling, service discovery, logs and alarms."""

from .resource import Resource, tags, without


def read(aws):
    """Clusters with their services, task definitions, and what surrounds them."""
    for arn in aws.all("ecs", "list_clusters", "clusterArns"):
        yield from _cluster(aws, arn)
    for arn in aws.all("ecs", "list_task_definitions", "taskDefinitionArns"):
        answer = aws.call("ecs", "describe_task_definition", taskDefinition=arn, include=["TAGS"])
        found = answer["taskDefinition"]
        properties = {**without(found, "revision"), "tags": tags(answer.get("tags"), "key", "value")}
        yield Resource("ecs.task-definition", {arn: "", found["family"]: "family"}, properties)
    for repository in aws.all("ecr", "describe_repositories", "repositories"):
        yield _repository(aws, repository)
    yield from _scaling(aws)
    yield from _discovery(aws)
    yield from _logs(aws)
    for alarm in aws.all("cloudwatch", "describe_alarms", "MetricAlarms"):
        arn = alarm["AlarmArn"]
        if alarm["AlarmName"].startswith("TargetTracking-"):
            # Belongs to a scaling policy.
            continue
        alarm["Tags"] = tags(aws.call("cloudwatch", "list_tags_for_resource", ResourceARN=arn)["Tags"])
        yield Resource("cloudwatch.alarm", {arn: "", alarm["AlarmName"]: "name"}, alarm)


def _cluster(aws, arn):
    include = ["SETTINGS", "CONFIGURATIONS", "TAGS"]
    cluster = aws.call("ecs", "describe_clusters", clusters=[arn], include=include)["clusters"][0]
    counts = [name for name in cluster if name.endswith("Count")]
    properties = {**without(cluster, *counts), "tags": tags(cluster.get("tags"), "key", "value")}
    yield Resource("ecs.cluster", {arn: "", cluster["clusterName"]: "name"}, properties)
    for service_arn in aws.all("ecs", "list_services", "serviceArns", cluster=arn):
        request = {"cluster": arn, "services": [service_arn], "include": ["TAGS"]}
        service = aws.call("ecs", "describe_services", **request)["services"][0]
        # The first deployment holds what only it shows: Service Connect and the network.
        shown = ("networkConfiguration", "serviceConnectConfiguration", "volumeConfigurations")
        deployment = (service.get("deployments") or [{}])[0]
        properties = {
            **without(service, "deployments", "events"),
            "deployment": {name: deployment[name] for name in shown if name in deployment},
            "tags": tags(service.get("tags"), "key", "value"),
        }
        ids = {service_arn: "", service["serviceName"]: "name"}
        yield Resource("ecs.service", ids, properties)


def _repository(aws, repository):
    name, arn = repository["repositoryName"], repository["repositoryArn"]
    lifecycle = aws.maybe("ecr", "get_lifecycle_policy", repositoryName=name) or {}
    policy = aws.maybe("ecr", "get_repository_policy", repositoryName=name) or {}
    properties = {
        **repository,
        "lifecyclePolicy": lifecycle.get("lifecyclePolicyText"),
        "policy": policy.get("policyText"),
        "tags": tags(aws.call("ecr", "list_tags_for_resource", resourceArn=arn)["tags"]),
    }
    return Resource("ecr.repository", {arn: "", repository["repositoryUri"]: "uri", name: "name"}, properties)


def _scaling(aws):
    service = "application-autoscaling"
    for namespace in ("ecs", "rds", "dynamodb"):
        for target in aws.all(service, "describe_scalable_targets", "ScalableTargets", ServiceNamespace=namespace):
            arn = target.get("ScalableTargetARN", "")
            natural = f"{target['ResourceId']} {target['ScalableDimension']}"
            identifier = f"{target['ResourceId']}|{target['ScalableDimension']}|{namespace}"
            yield Resource("application-autoscaling.target", {arn: "", identifier: ""}, target, natural)
        for policy in aws.all(service, "describe_scaling_policies", "ScalingPolicies", ServiceNamespace=namespace):
            policy.pop("Alarms", None)
            natural = f"{policy['PolicyName']} of {policy['ResourceId']}"
            yield Resource("application-autoscaling.policy", {policy["PolicyARN"]: ""}, policy, natural)
        for action in aws.all(service, "describe_scheduled_actions", "ScheduledActions", ServiceNamespace=namespace):
            natural = f"{action['ScheduledActionName']} of {action['ResourceId']}"
            yield Resource("application-autoscaling.action", {action["ScheduledActionARN"]: ""}, action, natural)


def _discovery(aws):
    for found in aws.all("servicediscovery", "list_namespaces", "Namespaces"):
        namespace = aws.call("servicediscovery", "get_namespace", Id=found["Id"])["Namespace"]
        listed = aws.maybe("servicediscovery", "list_tags_for_resource", ResourceARN=found["Arn"]) or {}
        properties = {**without(namespace, "CreatorRequestId"), "Tags": tags(listed.get("Tags"))}
        yield Resource("servicediscovery.namespace", {found["Id"]: "", found["Arn"]: ""}, properties)
    for service in aws.all("servicediscovery", "list_services", "Services"):
        yield Resource("servicediscovery.service", {service["Id"]: "", service["Arn"]: ""}, service)


def _logs(aws):
    for group in aws.all("logs", "describe_log_groups", "logGroups"):
        name = group["logGroupName"]
        plain = group["arn"].removesuffix(":*")
        group["tags"] = aws.call("logs", "list_tags_log_group", logGroupName=name)["tags"]
        group = without(group, "creationTime", "storedBytes")
        ids = {f"{plain}:*": "arn", plain: "arn", name: ""}
        yield Resource("logs.group", ids, group)
    for metric_filter in aws.all("logs", "describe_metric_filters", "metricFilters"):
        natural = f"{metric_filter['filterName']} of {metric_filter['logGroupName']}"
        yield Resource("logs.metric-filter", {}, without(metric_filter, "creationTime"), natural)
