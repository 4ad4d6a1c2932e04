"""EC2: VPCs and what is in them."""

import json

from .handlers import handler, pick, tag_specification, without


@handler("AWS::EC2::VPC")
def vpc(call, properties):
    attributes = {k: properties.pop(k) for k in ("EnableDnsSupport", "EnableDnsHostnames") if k in properties}
    made = call("ec2", "create_vpc", **tag_specification(properties, "vpc"))["Vpc"]
    vpc_id = made["VpcId"]
    for name, value in attributes.items():
        call("ec2", "modify_vpc_attribute", VpcId=vpc_id, **{name: {"Value": str(value).lower() == "true"}})
    filters = [{"Name": "vpc-id", "Values": [vpc_id]}, {"Name": "group-name", "Values": ["default"]}]
    default = call("ec2", "describe_security_groups", Filters=filters)["SecurityGroups"][0]["GroupId"]
    return (
        vpc_id,
        {"VpcId": vpc_id, "CidrBlock": made["CidrBlock"], "DefaultSecurityGroup": default},
        lambda: call("ec2", "delete_vpc", VpcId=vpc_id),
    )


@handler("AWS::EC2::Subnet")
def subnet(call, properties):
    later = {k: properties.pop(k) for k in ("MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation") if k in properties}
    made = call("ec2", "create_subnet", **tag_specification(properties, "subnet"))["Subnet"]
    subnet_id = made["SubnetId"]
    for name, value in later.items():
        call("ec2", "modify_subnet_attribute", SubnetId=subnet_id, **{name: {"Value": str(value).lower() == "true"}})
    attributes = {"SubnetId": subnet_id, **pick(made, "AvailabilityZone", "CidrBlock", "VpcId")}
    return subnet_id, attributes, lambda: call("ec2", "delete_subnet", SubnetId=subnet_id)


@handler("AWS::EC2::InternetGateway")
def internet_gateway(call, properties):
    made = call("ec2", "create_internet_gateway", **tag_specification(properties, "internet-gateway"))
    gateway = made["InternetGateway"]["InternetGatewayId"]
    return (
        gateway,
        {"InternetGatewayId": gateway},
        lambda: call("ec2", "delete_internet_gateway", InternetGatewayId=gateway),
    )


@handler("AWS::EC2::VPCGatewayAttachment", tags=None)
def gateway_attachment(call, properties):
    call("ec2", "attach_internet_gateway", **properties)
    return f"IGW|{properties['VpcId']}", {}, lambda: call("ec2", "detach_internet_gateway", **properties)


@handler("AWS::EC2::EIP")
def elastic_ip(call, properties):
    made = call("ec2", "allocate_address", **tag_specification(properties, "elastic-ip"))
    return (
        made["PublicIp"],
        {"AllocationId": made["AllocationId"], "PublicIp": made["PublicIp"]},
        lambda: call("ec2", "release_address", AllocationId=made["AllocationId"]),
    )


@handler("AWS::EC2::NatGateway")
def nat_gateway(call, properties):
    gateway = call("ec2", "create_nat_gateway", **tag_specification(properties, "natgateway"))["NatGateway"]
    gateway_id = gateway["NatGatewayId"]
    return gateway_id, {"NatGatewayId": gateway_id}, lambda: call("ec2", "delete_nat_gateway", NatGatewayId=gateway_id)


@handler("AWS::EC2::RouteTable")
def route_table(call, properties):
    table = call("ec2", "create_route_table", **tag_specification(properties, "route-table"))
    table_id = table["RouteTable"]["RouteTableId"]
    return table_id, {"RouteTableId": table_id}, lambda: call("ec2", "delete_route_table", RouteTableId=table_id)


@handler("AWS::EC2::Route", tags=None)
def route(call, properties):
    call("ec2", "create_route", **properties)
    destination = pick(properties, "DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
    table = properties["RouteTableId"]
    return (
        f"{table}|{next(iter(destination.values()))}",
        {},
        lambda: call("ec2", "delete_route", RouteTableId=table, **destination),
    )


@handler("AWS::EC2::SubnetRouteTableAssociation", tags=None)
def route_table_association(call, properties):
    association = call("ec2", "associate_route_table", **properties)["AssociationId"]
    return association, {"Id": association}, lambda: call("ec2", "disassociate_route_table", AssociationId=association)


@handler("AWS::EC2::VPCEndpoint")
def vpc_endpoint(call, properties):
    if isinstance(properties.get("PolicyDocument"), dict):
        properties["PolicyDocument"] = json.dumps(properties["PolicyDocument"])
    made = call("ec2", "create_vpc_endpoint", **tag_specification(properties, "vpc-endpoint"))["VpcEndpoint"]
    endpoint = made["VpcEndpointId"]
    return endpoint, {"Id": endpoint}, lambda: call("ec2", "delete_vpc_endpoints", VpcEndpointIds=[endpoint])


@handler("AWS::EC2::FlowLog")
def flow_log(call, properties):
    properties["ResourceIds"] = [properties.pop("ResourceId")]
    made = call("ec2", "create_flow_logs", **tag_specification(properties, "vpc-flow-log"))
    if not made["FlowLogIds"]:
        call.refuse(str(made.get("Unsuccessful")))
    log = made["FlowLogIds"][0]
    return log, {"Id": log}, lambda: call("ec2", "delete_flow_logs", FlowLogIds=[log])


@handler("AWS::EC2::SecurityGroup")
def security_group(call, properties):
    ingress, egress = properties.pop("SecurityGroupIngress", []), properties.pop("SecurityGroupEgress", None)
    properties["Description"] = properties.pop("GroupDescription")
    properties.setdefault("GroupName", call.name)
    group = call("ec2", "create_security_group", **tag_specification(properties, "security-group"))["GroupId"]
    if ingress:
        rules = [_permission(rule, "Source") for rule in ingress]
        call("ec2", "authorize_security_group_ingress", GroupId=group, IpPermissions=rules)
    if egress is not None:
        # Rules in the group replace the one that lets everything out.
        everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
        call("ec2", "revoke_security_group_egress", GroupId=group, IpPermissions=[everything])
        if egress:
            rules = [_permission(rule, "Destination") for rule in egress]
            call("ec2", "authorize_security_group_egress", GroupId=group, IpPermissions=rules)
    return (
        group,
        {"GroupId": group, "Id": group, **pick(properties, "VpcId")},
        lambda: call("ec2", "delete_security_group", GroupId=group),
    )


@handler("AWS::EC2::SecurityGroupIngress", tags=None)
def security_group_ingress(call, properties):
    return _rule(call, properties, "ingress", "Source")


@handler("AWS::EC2::SecurityGroupEgress", tags=None)
def security_group_egress(call, properties):
    return _rule(call, properties, "egress", "Destination")


def _rule(call, properties, direction, end):
    request = {
        "GroupId": properties["GroupId"],
        "IpPermissions": [_permission(without(properties, "GroupId"), end)],
    }
    made = call("ec2", f"authorize_security_group_{direction}", **request)
    rule = made["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    return rule, {"Id": rule}, lambda: call("ec2", f"revoke_security_group_{direction}", **request)


def _permission(rule, end):
    """A CloudFormation rule as one IP permission; members it does not know stay, so that EC2 refuses them."""
    description = {"Description": rule.pop("Description")} if "Description" in rule else {}
    permission = {}
    if "CidrIp" in rule:
        permission["IpRanges"] = [{"CidrIp": rule.pop("CidrIp"), **description}]
    if "CidrIpv6" in rule:
        permission["Ipv6Ranges"] = [{"CidrIpv6": rule.pop("CidrIpv6"), **description}]
    if f"{end}SecurityGroupId" in rule:
        permission["UserIdGroupPairs"] = [{"GroupId": rule.pop(f"{end}SecurityGroupId"), **description}]
    if f"{end}PrefixListId" in rule:
        permission["PrefixListIds"] = [{"PrefixListId": rule.pop(f"{end}PrefixListId"), **description}]
    return {**rule, **permission}
