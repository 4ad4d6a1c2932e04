"""Elastic Load Balancing v2: balancers, listeners, rules and target groups."""

from .handlers import handler


@handler("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name")
def load_balancer(call, properties):
    attributes = properties.pop("LoadBalancerAttributes", [])
    properties.setdefault("Name", call.name)
    balancer = call("elbv2", "create_load_balancer", **properties)["LoadBalancers"][0]
    arn = balancer["LoadBalancerArn"]
    if attributes:
        call("elbv2", "modify_load_balancer_attributes", LoadBalancerArn=arn, Attributes=attributes)
    return (
        arn,
        {
            "LoadBalancerArn": arn,
            "LoadBalancerName": properties["Name"],
            "LoadBalancerFullName": arn.split(":loadbalancer/")[1],
            "DNSName": balancer["DNSName"],
            "CanonicalHostedZoneID": balancer["CanonicalHostedZoneId"],
            "SecurityGroups": balancer.get("SecurityGroups", []),
        },
        lambda: call("elbv2", "delete_load_balancer", LoadBalancerArn=arn),
    )


@handler("AWS::ElasticLoadBalancingV2::TargetGroup", "Name")
def target_group(call, properties):
    attributes, targets = properties.pop("TargetGroupAttributes", []), properties.pop("Targets", [])
    properties.setdefault("Name", call.name)
    group = call("elbv2", "create_target_group", **properties)["TargetGroups"][0]
    arn = group["TargetGroupArn"]
    if attributes:
        call("elbv2", "modify_target_group_attributes", TargetGroupArn=arn, Attributes=attributes)
    if targets:
        call("elbv2", "register_targets", TargetGroupArn=arn, Targets=targets)
    return (
        arn,
        {
            "TargetGroupArn": arn,
            "TargetGroupName": properties["Name"],
            "TargetGroupFullName": arn.split(":")[-1],
            "LoadBalancerArns": [],
        },
        lambda: call("elbv2", "delete_target_group", TargetGroupArn=arn),
    )


@handler("AWS::ElasticLoadBalancingV2::Listener", tags=None)
def listener(call, properties):
    attributes = properties.pop("ListenerAttributes", [])
    arn = call("elbv2", "create_listener", **properties)["Listeners"][0]["ListenerArn"]
    if attributes:
        call("elbv2", "modify_listener_attributes", ListenerArn=arn, Attributes=attributes)
    return arn, {"ListenerArn": arn}, lambda: call("elbv2", "delete_listener", ListenerArn=arn)


@handler("AWS::ElasticLoadBalancingV2::ListenerRule", tags=None)
def listener_rule(call, properties):
    arn = call("elbv2", "create_rule", **properties)["Rules"][0]["RuleArn"]
    return arn, {"RuleArn": arn}, lambda: call("elbv2", "delete_rule", RuleArn=arn)


@handler("AWS::ElasticLoadBalancingV2::ListenerCertificate", tags=None)
def listener_certificate(call, properties):
    call("elbv2", "add_listener_certificates", **properties)
    return call.name, {"Id": call.name}, lambda: call("elbv2", "remove_listener_certificates", **properties)
