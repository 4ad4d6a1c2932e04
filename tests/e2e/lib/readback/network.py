"""EC2 networks and Elastic Load Balancing."""

from .resource import Resource, tags, without


def read(aws):
    """All networks except the one that every account starts with."""
    filters = [{"Name": "is-default", "Values": ["false"]}]
    vpcs = aws.all("ec2", "describe_vpcs", "Vpcs", Filters=filters)
    for vpc in vpcs:
        yield _vpc(aws, vpc)
        inside = [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]
        for subnet in aws.all("ec2", "describe_subnets", "Subnets", Filters=inside):
            ids = {subnet["SubnetId"]: "", subnet.get("SubnetArn", ""): "arn"}
            yield _ec2("subnet", subnet["SubnetId"], without(subnet, "SubnetArn", "AvailableIpAddressCount"), ids)
        for table in aws.all("ec2", "describe_route_tables", "RouteTables", Filters=inside):
            yield _route_table(table)
        for group in aws.all("ec2", "describe_security_groups", "SecurityGroups", Filters=inside):
            yield from _security_group(aws, group)
        for endpoint in aws.all("ec2", "describe_vpc_endpoints", "VpcEndpoints", Filters=inside):
            yield _endpoint(endpoint)
    for gateway in aws.all("ec2", "describe_internet_gateways", "InternetGateways"):
        if any(attachment["VpcId"] in {vpc["VpcId"] for vpc in vpcs} for attachment in gateway["Attachments"]):
            yield _ec2("internet-gateway", gateway["InternetGatewayId"], gateway)
    for address in aws.all("ec2", "describe_addresses", "Addresses"):
        properties = without(address, "PublicIp", "AssociationId", "PrivateIpAddress", "NetworkInterfaceId")
        ids = {address["AllocationId"]: "", address["PublicIp"]: ""}
        yield _ec2("address", address["AllocationId"], properties, ids)
    for gateway in aws.all("ec2", "describe_nat_gateways", "NatGateways"):
        gateway["NatGatewayAddresses"] = [
            {"AllocationId": address.get("AllocationId")} for address in gateway.get("NatGatewayAddresses", [])
        ]
        yield _ec2("nat-gateway", gateway["NatGatewayId"], gateway)
    for prefixes in aws.all("ec2", "describe_managed_prefix_lists", "PrefixLists"):
        identifier, name = prefixes["PrefixListId"], prefixes["PrefixListName"]
        yield Resource("ec2.prefix-list", {identifier: "id"}, {}, natural=name)
    for log in aws.all("ec2", "describe_flow_logs", "FlowLogs"):
        yield _ec2("flow-log", log["FlowLogId"], log)
    yield from _balancers(aws)


def _ec2(thing, identifier, properties, ids=None):
    properties["Tags"] = tags(properties.get("Tags"))
    return Resource(f"ec2.{thing}", ids or {identifier: ""}, properties)


def _vpc(aws, vpc):
    for name in ("enableDnsSupport", "enableDnsHostnames"):
        answer = aws.call("ec2", "describe_vpc_attribute", VpcId=vpc["VpcId"], Attribute=name)
        vpc[name] = answer[name[0].upper() + name[1:]]["Value"]
    vpc["CidrBlockAssociationSet"] = [block["CidrBlock"] for block in vpc.get("CidrBlockAssociationSet", [])]
    return _ec2("vpc", vpc["VpcId"], vpc)


def _endpoint(endpoint):
    # Interfaces are EC2's own; a gateway has no DNS, whatever was asked for.
    drop = ["NetworkInterfaceIds", "DnsEntries"]
    if endpoint["VpcEndpointType"] == "Gateway":
        drop.append("PrivateDnsEnabled")
    return _ec2("endpoint", endpoint["VpcEndpointId"], without(endpoint, *drop))


def _route_table(table):
    main = any(association.get("Main") for association in table["Associations"])
    properties = {
        **without(table, "Associations"),
        "Subnets": [association["SubnetId"] for association in table["Associations"] if "SubnetId" in association],
    }
    resource = _ec2("route-table", table["RouteTableId"], properties)
    resource.natural = f"main of {table['VpcId']}" if main else None
    return resource


def _security_group(aws, group):
    identifier = group["GroupId"]
    properties = without(group, "IpPermissions", "IpPermissionsEgress", "SecurityGroupArn")
    # A made-up name is replaced by the group's own stable name.
    resource = _ec2("security-group", identifier, properties, {identifier: "", group["GroupName"]: ""})
    if group["GroupName"] == "default":
        # Terraform takes a VPC's default group over and empties it; CloudFormation has no resource for that.
        resource.natural = f"default of {group['VpcId']}"
        resource.properties = {"VpcId": group["VpcId"]}
        yield resource
        return
    yield resource
    filters = [{"Name": "group-id", "Values": [identifier]}]
    for rule in aws.all("ec2", "describe_security_group_rules", "SecurityGroupRules", Filters=filters):
        direction = "egress" if rule["IsEgress"] else "ingress"
        ends = ("CidrIpv4", "CidrIpv6", "PrefixListId", "ReferencedGroupInfo")
        end = next((rule[name] for name in ends if rule.get(name)), "?")
        end = end["GroupId"] if isinstance(end, dict) else end
        ports = f"{rule.get('FromPort', -1)}-{rule.get('ToPort', -1)}"
        yield Resource(
            "ec2.security-group-rule",
            {rule["SecurityGroupRuleId"]: ""},
            {**without(rule, "SecurityGroupRuleArn"), "Tags": tags(rule.get("Tags"))},
            natural=f"{identifier} {direction} {rule['IpProtocol']} {ports} {end}",
        )


def _balancers(aws):
    for balancer in aws.all("elbv2", "describe_load_balancers", "LoadBalancers"):
        arn = balancer["LoadBalancerArn"]
        yield Resource(
            "elbv2.load-balancer",
            {
                arn: "",
                arn.split(":loadbalancer/")[1]: "FullName",
                balancer["DNSName"]: "DNSName",
                balancer["LoadBalancerName"]: "Name",
            },
            {
                **balancer,
                "AvailabilityZones": [zone["SubnetId"] for zone in balancer["AvailabilityZones"]],
                "Attributes": _attributes(aws, "load_balancer", LoadBalancerArn=arn),
                "Tags": _elb_tags(aws, arn),
            },
        )
        for listener in aws.all("elbv2", "describe_listeners", "Listeners", LoadBalancerArn=arn):
            yield from _listener(aws, listener)
    for group in aws.all("elbv2", "describe_target_groups", "TargetGroups"):
        arn = group["TargetGroupArn"]
        yield Resource(
            "elbv2.target-group",
            {arn: "", arn.split(":")[-1]: "FullName", group["TargetGroupName"]: "Name"},
            {
                **group,
                "Attributes": _attributes(aws, "target_group", TargetGroupArn=arn),
                "Tags": _elb_tags(aws, arn),
            },
        )


def _listener(aws, listener):
    arn = listener["ListenerArn"]
    certificates = aws.all("elbv2", "describe_listener_certificates", "Certificates", ListenerArn=arn)
    yield Resource(
        "elbv2.listener",
        {arn: ""},
        {
            **listener,
            "AllCertificates": [certificate["CertificateArn"] for certificate in certificates],
            "Attributes": _attributes(aws, "listener", ListenerArn=arn),
            "Tags": _elb_tags(aws, arn),
        },
    )
    for rule in aws.all("elbv2", "describe_rules", "Rules", ListenerArn=arn):
        if not rule["IsDefault"]:
            rule["Listener"] = arn
            rule["Tags"] = _elb_tags(aws, rule["RuleArn"])
            yield Resource("elbv2.rule", {rule["RuleArn"]: ""}, rule, natural=f"{rule['Priority']} of {arn}")


def _attributes(aws, thing, **key):
    answer = aws.call("elbv2", f"describe_{thing}_attributes", **key)
    return {attribute["Key"]: attribute["Value"] for attribute in answer["Attributes"]}


def _elb_tags(aws, arn):
    return tags(aws.call("elbv2", "describe_tags", ResourceArns=[arn])["TagDescriptions"][0]["Tags"])
