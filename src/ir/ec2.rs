//! Amazon EC2: networks and security groups; instances, to be read.
//!
//! Facts: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html>,
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/security_group>.
//! - A security group without egress rules allows everything in CloudFormation, also beside
//!   egress rules of their own, and nothing in Terraform: the provider removes AWS's rule.
//! - An internet gateway is attached by a resource in CloudFormation, by an argument in Terraform.

pub mod instances;

use super::kind::{
    Attribute, In, Kind, Link, ReturnValue, Row, Side, block, blocks, by_att, by_ref, document,
    same, set, tags, words,
};

/// Every kind of this service.
pub static KINDS: &[&Kind] = &[
    &VPC,
    &SUBNET,
    &INTERNET_GATEWAY,
    &GATEWAY_ATTACHMENT,
    &EIP,
    &NAT_GATEWAY,
    &ROUTE_TABLE,
    &ROUTE,
    &ROUTE_TABLE_ASSOCIATION,
    &VPC_ENDPOINT,
    &FLOW_LOG,
    &SECURITY_GROUP,
    &INGRESS_RULE,
    &EGRESS_RULE,
    &DEFAULT_SECURITY_GROUP,
];

/// A virtual network.
pub static VPC: Kind = Kind::new(
    "ec2/vpc",
    "AWS::EC2::VPC",
    "aws_vpc",
    &[
        same("cidr_block", "CidrBlock", "cidr_block").replaces(),
        same("enable_dns_hostnames", "EnableDnsHostnames", "enable_dns_hostnames"),
        same("enable_dns_support", "EnableDnsSupport", "enable_dns_support"),
        same("instance_tenancy", "InstanceTenancy", "instance_tenancy"),
        same("ipv4_ipam_pool_id", "Ipv4IpamPoolId", "ipv4_ipam_pool_id").replaces(),
        same("ipv4_netmask_length", "Ipv4NetmaskLength", "ipv4_netmask_length").replaces(),
        same("assign_generated_ipv6_cidr_block", "", "assign_generated_ipv6_cidr_block"),
        tags(),
    ],
    &[
        by_ref("id", "id"),
        by_att("cidr_block", "CidrBlock", "cidr_block"),
        by_att("default_security_group_id", "DefaultSecurityGroup", "default_security_group_id"),
        by_att("default_network_acl_id", "DefaultNetworkAcl", "default_network_acl_id"),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
    ],
);

/// A subnet.
pub static SUBNET: Kind = Kind::new(
    "ec2/subnet",
    "AWS::EC2::Subnet",
    "aws_subnet",
    &[
        same("vpc_id", "VpcId", "vpc_id").required().replaces(),
        same("cidr_block", "CidrBlock", "cidr_block").replaces(),
        same("availability_zone", "AvailabilityZone", "availability_zone").replaces(),
        same("availability_zone_id", "AvailabilityZoneId", "availability_zone_id").replaces(),
        same("map_public_ip_on_launch", "MapPublicIpOnLaunch", "map_public_ip_on_launch"),
        same(
            "assign_ipv6_address_on_creation",
            "AssignIpv6AddressOnCreation",
            "assign_ipv6_address_on_creation",
        ),
        same("enable_dns64", "EnableDns64", "enable_dns64"),
        same("ipv6_cidr_block", "Ipv6CidrBlock", "ipv6_cidr_block"),
        same("ipv6_native", "Ipv6Native", "ipv6_native").replaces(),
        same(
            "enable_resource_name_dns_a_record_on_launch",
            "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord",
            "enable_resource_name_dns_a_record_on_launch",
        ),
        same(
            "enable_resource_name_dns_aaaa_record_on_launch",
            "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord",
            "enable_resource_name_dns_aaaa_record_on_launch",
        ),
        same(
            "private_dns_hostname_type_on_launch",
            "PrivateDnsNameOptionsOnLaunch.HostnameType",
            "private_dns_hostname_type_on_launch",
        ),
        same("outpost_arn", "OutpostArn", "outpost_arn").replaces(),
        tags(),
    ],
    &[
        by_ref("id", "id"),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
    ],
);

/// A gateway to the internet.
pub static INTERNET_GATEWAY: Kind = Kind::new(
    "ec2/internet-gateway",
    "AWS::EC2::InternetGateway",
    "aws_internet_gateway",
    &[same("vpc_id", "", "vpc_id"), tags()],
    &[by_ref("id", "id")],
);

/// The attachment of a gateway to a network; Terraform writes it on the gateway.
pub static GATEWAY_ATTACHMENT: Kind = Kind::new(
    "ec2/gateway-attachment",
    "AWS::EC2::VPCGatewayAttachment",
    "",
    &[
        same("vpc_id", "VpcId", "").required().replaces(),
        same("internet_gateway_id", "InternetGatewayId", ""),
        same("vpn_gateway_id", "VpnGatewayId", ""),
    ],
    &[],
);

/// A fixed public address.
pub static EIP: Kind = Kind::new(
    "ec2/eip",
    "AWS::EC2::EIP",
    "aws_eip",
    &[
        same("domain", "Domain", "domain"),
        same("address", "Address", "address").replaces(),
        same("instance", "InstanceId", "instance"),
        same("ipam_pool_id", "IpamPoolId", "ipam_pool_id").replaces(),
        same("network_border_group", "NetworkBorderGroup", "network_border_group").replaces(),
        same("public_ipv4_pool", "PublicIpv4Pool", "public_ipv4_pool"),
        tags(),
    ],
    &[by_ref("public_ip", "public_ip"), by_att("allocation_id", "AllocationId", "allocation_id")],
);

/// A gateway for outgoing traffic of private subnets.
pub static NAT_GATEWAY: Kind = Kind::new(
    "ec2/nat-gateway",
    "AWS::EC2::NatGateway",
    "aws_nat_gateway",
    &[
        same("subnet_id", "SubnetId", "subnet_id").required().replaces(),
        same("allocation_id", "AllocationId", "allocation_id").replaces(),
        same("connectivity_type", "ConnectivityType", "connectivity_type").replaces(),
        same("private_ip", "PrivateIpAddress", "private_ip").replaces(),
        set("secondary_allocation_ids", "SecondaryAllocationIds", "secondary_allocation_ids"),
        same(
            "secondary_private_ip_address_count",
            "SecondaryPrivateIpAddressCount",
            "secondary_private_ip_address_count",
        ),
        set(
            "secondary_private_ip_addresses",
            "SecondaryPrivateIpAddresses",
            "secondary_private_ip_addresses",
        ),
        tags(),
    ],
    &[by_ref("id", "id")],
);

/// A route table.
pub static ROUTE_TABLE: Kind = Kind::new(
    "ec2/route-table",
    "AWS::EC2::RouteTable",
    "aws_route_table",
    &[same("vpc_id", "VpcId", "vpc_id").required().replaces(), tags()],
    &[by_ref("id", "id")],
);

/// A route.
pub static ROUTE: Kind = Kind::new(
    "ec2/route",
    "AWS::EC2::Route",
    "aws_route",
    &[
        same("route_table_id", "RouteTableId", "route_table_id").required().replaces(),
        same("destination_cidr_block", "DestinationCidrBlock", "destination_cidr_block").replaces(),
        same(
            "destination_ipv6_cidr_block",
            "DestinationIpv6CidrBlock",
            "destination_ipv6_cidr_block",
        )
        .replaces(),
        same("destination_prefix_list_id", "DestinationPrefixListId", "destination_prefix_list_id")
            .replaces(),
        same("gateway_id", "GatewayId", "gateway_id"),
        same("nat_gateway_id", "NatGatewayId", "nat_gateway_id"),
        same("egress_only_gateway_id", "EgressOnlyInternetGatewayId", "egress_only_gateway_id"),
        same("network_interface_id", "NetworkInterfaceId", "network_interface_id"),
        same("transit_gateway_id", "TransitGatewayId", "transit_gateway_id"),
        same("vpc_endpoint_id", "VpcEndpointId", "vpc_endpoint_id"),
        same("vpc_peering_connection_id", "VpcPeeringConnectionId", "vpc_peering_connection_id"),
        same("carrier_gateway_id", "CarrierGatewayId", "carrier_gateway_id"),
        same("local_gateway_id", "LocalGatewayId", "local_gateway_id"),
        same("core_network_arn", "CoreNetworkArn", "core_network_arn"),
    ],
    &[],
);

/// A subnet's use of a route table.
pub static ROUTE_TABLE_ASSOCIATION: Kind = Kind::new(
    "ec2/route-table-association",
    "AWS::EC2::SubnetRouteTableAssociation",
    "aws_route_table_association",
    &[
        same("subnet_id", "SubnetId", "subnet_id").required().replaces(),
        same("route_table_id", "RouteTableId", "route_table_id").required().replaces(),
    ],
    &[by_ref("id", "id")],
);

/// A private way to an AWS service.
pub static VPC_ENDPOINT: Kind = Kind::new(
    "ec2/vpc-endpoint",
    "AWS::EC2::VPCEndpoint",
    "aws_vpc_endpoint",
    &[
        same("vpc_id", "VpcId", "vpc_id").required().replaces(),
        same("service_name", "ServiceName", "service_name").replaces(),
        same("vpc_endpoint_type", "VpcEndpointType", "vpc_endpoint_type").replaces(),
        set("route_table_ids", "RouteTableIds", "route_table_ids"),
        set("subnet_ids", "SubnetIds", "subnet_ids"),
        set("security_group_ids", "SecurityGroupIds", "security_group_ids"),
        same("private_dns_enabled", "PrivateDnsEnabled", "private_dns_enabled"),
        document("policy", "PolicyDocument", "policy"),
        same("ip_address_type", "IpAddressType", "ip_address_type"),
        same("service_region", "ServiceRegion", "service_region").replaces(),
        same(
            "resource_configuration_arn",
            "ResourceConfigurationArn",
            "resource_configuration_arn",
        )
        .replaces(),
        same("service_network_arn", "ServiceNetworkArn", "service_network_arn").replaces(),
        block(
            "dns_options",
            "DnsOptions",
            "dns_options",
            &[
                same("dns_record_ip_type", "DnsRecordIpType", "dns_record_ip_type"),
                words(
                    "private_dns_only_for_inbound_resolver_endpoint",
                    "PrivateDnsOnlyForInboundResolverEndpoint",
                    "private_dns_only_for_inbound_resolver_endpoint",
                    ("OnlyInboundResolver", "AllResolvers"),
                    In::CloudFormation,
                ),
            ],
        ),
        tags(),
    ],
    &[by_ref("id", "id")],
);

/// A record of traffic.
///
/// CloudFormation names what is observed by `ResourceId` and a word for its kind, Terraform by one
/// of several arguments: set exactly one of the three and the word that goes with it.
pub static FLOW_LOG: Kind = Kind::new(
    "ec2/flow-log",
    "AWS::EC2::FlowLog",
    "aws_flow_log",
    &[
        same("resource_type", "ResourceType", "").required().replaces(),
        same("vpc_id", "ResourceId", "vpc_id").replaces(),
        same("subnet_id", "ResourceId", "subnet_id").replaces(),
        same("eni_id", "ResourceId", "eni_id").replaces(),
        same("traffic_type", "TrafficType", "traffic_type").replaces(),
        same("log_destination_type", "LogDestinationType", "log_destination_type").replaces(),
        same("log_destination", "LogDestination", "log_destination").replaces(),
        same("log_group_name", "LogGroupName", "log_group_name").replaces(),
        same("iam_role_arn", "DeliverLogsPermissionArn", "iam_role_arn").replaces(),
        same("deliver_cross_account_role", "DeliverCrossAccountRole", "deliver_cross_account_role")
            .replaces(),
        same("log_format", "LogFormat", "log_format").replaces(),
        same("max_aggregation_interval", "MaxAggregationInterval", "max_aggregation_interval")
            .replaces(),
        block(
            "destination_options",
            "DestinationOptions",
            "destination_options",
            &[
                same("file_format", "FileFormat", "file_format").required(),
                same(
                    "hive_compatible_partitions",
                    "HiveCompatiblePartitions",
                    "hive_compatible_partitions",
                )
                .required(),
                same("per_hour_partition", "PerHourPartition", "per_hour_partition").required(),
            ],
        )
        .replaces(),
        tags(),
    ],
    &[by_ref("id", "id")],
);

/// A security group.
///
/// Rules inside the group are a resource each in Terraform, where rules inside and beside a group
/// undo each other; `inline_ingress` and `inline_egress` are Terraform's own form, here to be read.
pub static SECURITY_GROUP: Kind = Kind::new(
    "ec2/security-group",
    "AWS::EC2::SecurityGroup",
    "aws_security_group",
    &[
        same("name", "GroupName", "name").replaces(),
        same("description", "GroupDescription", "description").required().replaces(),
        same("vpc_id", "VpcId", "vpc_id").replaces(),
        blocks("ingress", "SecurityGroupIngress", "ingress", INGRESS).on("ingress"),
        blocks("egress", "SecurityGroupEgress", "egress", EGRESS).on("egress").explicit(),
        blocks("inline_ingress", "", "ingress", INLINE_RULE),
        blocks("inline_egress", "", "egress", INLINE_RULE),
        same("revoke_rules_on_delete", "", "revoke_rules_on_delete"),
        tags(),
    ],
    &[
        by_att("id", "GroupId", "id"),
        Attribute { name: "arn", cloudformation: ReturnValue::None, terraform: "arn" },
    ],
)
.replaced_before_destroyed()
.sides(&[
    Side {
        suffix: "ingress",
        terraform: "aws_vpc_security_group_ingress_rule",
        links: &[Link { argument: "security_group_id", expression: "{parent}.id" }],
        each: true,
    },
    Side {
        suffix: "egress",
        terraform: "aws_vpc_security_group_egress_rule",
        links: &[Link { argument: "security_group_id", expression: "{parent}.id" }],
        each: true,
    },
]);

const INGRESS: &[Row] = &[
    same("description", "Description", "description"),
    same("ip_protocol", "IpProtocol", "ip_protocol").required(),
    same("from_port", "FromPort", "from_port"),
    same("to_port", "ToPort", "to_port"),
    same("cidr_ipv4", "CidrIp", "cidr_ipv4"),
    same("cidr_ipv6", "CidrIpv6", "cidr_ipv6"),
    same("prefix_list_id", "SourcePrefixListId", "prefix_list_id"),
    same("referenced_security_group_id", "SourceSecurityGroupId", "referenced_security_group_id"),
    same("source_security_group_name", "SourceSecurityGroupName", ""),
    same("source_security_group_owner_id", "SourceSecurityGroupOwnerId", ""),
];

const EGRESS: &[Row] = &[
    same("description", "Description", "description"),
    same("ip_protocol", "IpProtocol", "ip_protocol").required(),
    same("from_port", "FromPort", "from_port"),
    same("to_port", "ToPort", "to_port"),
    same("cidr_ipv4", "CidrIp", "cidr_ipv4"),
    same("cidr_ipv6", "CidrIpv6", "cidr_ipv6"),
    same("prefix_list_id", "DestinationPrefixListId", "prefix_list_id"),
    same(
        "referenced_security_group_id",
        "DestinationSecurityGroupId",
        "referenced_security_group_id",
    ),
];

const INLINE_RULE: &[Row] = &[
    same("description", "", "description"),
    same("protocol", "", "protocol"),
    same("from_port", "", "from_port"),
    same("to_port", "", "to_port"),
    same("cidr_blocks", "", "cidr_blocks"),
    same("ipv6_cidr_blocks", "", "ipv6_cidr_blocks"),
    same("prefix_list_ids", "", "prefix_list_ids"),
    set("security_groups", "", "security_groups"),
    same("self", "", "self"),
];

/// A rule for incoming traffic.
///
/// A change replaces it in CloudFormation; Terraform changes most of it in place.
pub static INGRESS_RULE: Kind = Kind::new(
    "ec2/ingress-rule",
    "AWS::EC2::SecurityGroupIngress",
    "aws_vpc_security_group_ingress_rule",
    &[
        same("security_group_id", "GroupId", "security_group_id").required().replaces(),
        same("description", "Description", "description"),
        same("ip_protocol", "IpProtocol", "ip_protocol").required().replaces(),
        same("from_port", "FromPort", "from_port").replaces(),
        same("to_port", "ToPort", "to_port").replaces(),
        same("cidr_ipv4", "CidrIp", "cidr_ipv4").replaces(),
        same("cidr_ipv6", "CidrIpv6", "cidr_ipv6").replaces(),
        same("prefix_list_id", "SourcePrefixListId", "prefix_list_id").replaces(),
        same(
            "referenced_security_group_id",
            "SourceSecurityGroupId",
            "referenced_security_group_id",
        )
        .replaces(),
        same("source_security_group_name", "SourceSecurityGroupName", "").replaces(),
        same("source_security_group_owner_id", "SourceSecurityGroupOwnerId", "").replaces(),
        same("tags", "", "tags"),
    ],
    &[by_ref("id", "security_group_rule_id")],
);

/// A rule for outgoing traffic.
///
/// A change replaces it in CloudFormation; Terraform changes most of it in place.
pub static EGRESS_RULE: Kind = Kind::new(
    "ec2/egress-rule",
    "AWS::EC2::SecurityGroupEgress",
    "aws_vpc_security_group_egress_rule",
    &[
        same("security_group_id", "GroupId", "security_group_id").required().replaces(),
        same("description", "Description", "description"),
        same("ip_protocol", "IpProtocol", "ip_protocol").required().replaces(),
        same("from_port", "FromPort", "from_port").replaces(),
        same("to_port", "ToPort", "to_port").replaces(),
        same("cidr_ipv4", "CidrIp", "cidr_ipv4").replaces(),
        same("cidr_ipv6", "CidrIpv6", "cidr_ipv6").replaces(),
        same("prefix_list_id", "DestinationPrefixListId", "prefix_list_id").replaces(),
        same(
            "referenced_security_group_id",
            "DestinationSecurityGroupId",
            "referenced_security_group_id",
        )
        .replaces(),
        same("tags", "", "tags"),
    ],
    &[by_ref("id", "security_group_rule_id")],
);

/// The group AWS makes with each network; declared without rules, it lets nothing through.
pub static DEFAULT_SECURITY_GROUP: Kind = Kind::new(
    "ec2/default-security-group",
    "",
    "aws_default_security_group",
    &[
        same("vpc_id", "", "vpc_id").replaces(),
        blocks("ingress", "", "ingress", INLINE_RULE),
        blocks("egress", "", "egress", INLINE_RULE),
        same("tags", "", "tags"),
    ],
    &[Attribute { name: "id", cloudformation: ReturnValue::None, terraform: "id" }],
);
