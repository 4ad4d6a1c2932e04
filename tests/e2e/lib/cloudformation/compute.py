"""ECS, ECR, scaling of services, and service discovery."""

import json

from .handlers import handler, lower_case_tags, pick, suffix


@handler("AWS::ECS::Cluster", "ClusterName")
def cluster(call, properties):
    properties.setdefault("ClusterName", call.name)
    if "ClusterSettings" in properties:
        properties["Settings"] = properties.pop("ClusterSettings")
    name = properties["ClusterName"]
    arn = call("ecs", "create_cluster", **lower_case_tags(properties))["cluster"]["clusterArn"]
    return name, {"Arn": arn}, lambda: call("ecs", "delete_cluster", Cluster=name)


@handler("AWS::ECS::ClusterCapacityProviderAssociations", tags=None)
def capacity_providers(call, properties):
    call("ecs", "put_cluster_capacity_providers", **properties)
    name = properties["Cluster"]
    nothing = {"capacityProviders": [], "defaultCapacityProviderStrategy": []}
    return name, {}, lambda: call("ecs", "put_cluster_capacity_providers", cluster=name, **nothing)


@handler("AWS::ECS::TaskDefinition", "Family")
def task_definition(call, properties):
    properties.setdefault("Family", call.name)
    made = call("ecs", "register_task_definition", **lower_case_tags(properties))["taskDefinition"]
    arn = made["taskDefinitionArn"]
    return (
        arn,
        {"TaskDefinitionArn": arn},
        lambda: call("ecs", "deregister_task_definition", TaskDefinition=arn),
    )


@handler("AWS::ECS::Service", "ServiceName")
def service(call, properties):
    properties.setdefault("ServiceName", call.name)
    if "PlacementStrategies" in properties:
        properties["PlacementStrategy"] = properties.pop("PlacementStrategies")
    # CloudFormation: absent means 1, or what runs now when the service is updated.
    properties.setdefault("DesiredCount", 1)
    made = call("ecs", "create_service", clientToken=suffix(), **lower_case_tags(properties))["service"]
    arn, name = made["serviceArn"], properties["ServiceName"]
    cluster_name = properties.get("Cluster", "default")
    return (
        arn,
        {"Name": name, "ServiceArn": arn},
        lambda: call("ecs", "delete_service", Cluster=cluster_name, Service=name, Force=True),
    )


@handler("AWS::ECR::Repository", "RepositoryName")
def repository(call, properties):
    lifecycle, policy = properties.pop("LifecyclePolicy", None), properties.pop("RepositoryPolicyText", None)
    properties.pop("EmptyOnDelete", None)
    name = properties.setdefault("RepositoryName", call.name.lower())
    made = call("ecr", "create_repository", **properties)["repository"]
    if lifecycle:
        call(
            "ecr",
            "put_lifecycle_policy",
            repositoryName=name,
            **{"lifecyclePolicyText" if k == "LifecyclePolicyText" else k: v for k, v in lifecycle.items()},
        )
    if policy:
        call("ecr", "set_repository_policy", repositoryName=name, policyText=json.dumps(policy))
    return (
        name,
        {"Arn": made["repositoryArn"], "RepositoryUri": made["repositoryUri"]},
        lambda: call("ecr", "delete_repository", repositoryName=name, force=True),
    )


@handler("AWS::ApplicationAutoScaling::ScalableTarget", tags=None)
def scalable_target(call, properties):
    actions = properties.pop("ScheduledActions", [])
    call("application-autoscaling", "register_scalable_target", **properties)
    target = pick(properties, "ServiceNamespace", "ResourceId", "ScalableDimension")
    for action in actions:
        call("application-autoscaling", "put_scheduled_action", **target, **action)
    identifier = "|".join(target[k] for k in ("ResourceId", "ScalableDimension", "ServiceNamespace"))
    return (
        identifier,
        {"Id": identifier},
        lambda: call("application-autoscaling", "deregister_scalable_target", **target),
    )


@handler("AWS::ApplicationAutoScaling::ScalingPolicy", "PolicyName", tags=None)
def scaling_policy(call, properties):
    if "ScalingTargetId" in properties:
        target = properties.pop("ScalingTargetId").split("|")
        properties.update(zip(("ResourceId", "ScalableDimension", "ServiceNamespace"), target))
    arn = call("application-autoscaling", "put_scaling_policy", **properties)["PolicyARN"]
    key = pick(properties, "PolicyName", "ServiceNamespace", "ResourceId", "ScalableDimension")
    return arn, {"Arn": arn}, lambda: call("application-autoscaling", "delete_scaling_policy", **key)


@handler("AWS::AutoScaling::ScalingPolicy", tags=None)
def group_scaling_policy(call, properties):
    call("autoscaling", "put_scaling_policy", PolicyName=call.name, **properties)
    arn = call("autoscaling", "describe_policies", PolicyNames=[call.name])["ScalingPolicies"][0]["PolicyARN"]
    return arn, {"Arn": arn, "PolicyName": call.name}, lambda: call("autoscaling", "delete_policy", PolicyName=arn)


@handler("AWS::AutoScaling::LifecycleHook", "LifecycleHookName", tags=None)
def lifecycle_hook(call, properties):
    properties.setdefault("LifecycleHookName", call.name)
    call("autoscaling", "put_lifecycle_hook", **properties)
    key = pick(properties, "LifecycleHookName", "AutoScalingGroupName")
    return properties["LifecycleHookName"], {}, lambda: call("autoscaling", "delete_lifecycle_hook", **key)


def _namespace(kind, method):
    @handler(f"AWS::ServiceDiscovery::{kind}Namespace", "Name")
    def namespace(call, properties):
        made = call("servicediscovery", method, **properties)["OperationId"]
        operation = call("servicediscovery", "get_operation", OperationId=made)["Operation"]
        identifier = operation["Targets"]["NAMESPACE"]
        found = call("servicediscovery", "get_namespace", Id=identifier)["Namespace"]
        zone = found.get("Properties", {}).get("DnsProperties", {}).get("HostedZoneId", "")
        return (
            identifier,
            {"Id": identifier, "Arn": found["Arn"], "HostedZoneId": zone},
            lambda: call("servicediscovery", "delete_namespace", Id=identifier),
        )


_namespace("Http", "create_http_namespace")
_namespace("PrivateDns", "create_private_dns_namespace")
_namespace("PublicDns", "create_public_dns_namespace")


@handler("AWS::ServiceDiscovery::Service", "Name")
def discovery_service(call, properties):
    made = call("servicediscovery", "create_service", **properties)["Service"]
    return (
        made["Id"],
        {k: made[k] for k in ("Id", "Arn", "Name")},
        lambda: call("servicediscovery", "delete_service", Id=made["Id"]),
    )
