//! Lowers [`Network`](crate::spec::Network) to a VPC: public subnets for the load balancer, private
//! ones for everything else, NAT, an S3 gateway endpoint and flow logs.
//!
//! Subnet ranges are computed for each environment and become knobs unless they are equal: a
//! private subnet is a quarter of the range, and the last quarter is left to the public ones, each
//! 1/256 of the range but no smaller than the /27 a load balancer wants.
//!
//! Facts: <https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html>

use crate::ir::{ImportKind, KnobType, Literal, Pseudo, Resource, ResourceId, Value, ec2};
use crate::spec::Nat;

use super::builder::{
    Builder, allow, arn, log_group, log_group_arn, named, policy, role_policy, service_role,
    statement,
};

/// What the rest of the platform needs of the network.
pub(super) struct Network {
    pub(super) vpc: ResourceId,
    pub(super) public_subnets: Vec<ResourceId>,
    pub(super) gateway_ready: ResourceId,
}

/// Adds the network to the platform.
pub(super) fn lower(platform: &mut Builder<'_, '_>) -> Network {
    let spec = *platform.app.vpc();
    let range = platform.vary(
        "platform/vpc-range",
        "cidr",
        KnobType::Text(Vec::new()),
        "Address range of the VPC",
        |environment| Literal::Text(spec.range().get(environment).to_string().into()),
    );
    let vpc = named(platform, &ec2::VPC, "platform/vpc", "vpc")
        .set("cidr_block", range)
        .set("enable_dns_hostnames", true)
        .set("enable_dns_support", true);
    let vpc = platform.add(vpc);
    platform.add(
        Resource::new("platform/default-security-group", &ec2::DEFAULT_SECURITY_GROUP)
            .set("vpc_id", vpc.get("id")),
    );
    let gateway = named(platform, &ec2::INTERNET_GATEWAY, "platform/internet-gateway", "internet")
        .set("vpc_id", vpc.get("id"));
    let gateway = platform.add(gateway);
    let attachment = platform.add(
        Resource::new("platform/internet-gateway-attachment", &ec2::GATEWAY_ATTACHMENT)
            .set("vpc_id", vpc.get("id"))
            .set("internet_gateway_id", gateway.get("id")),
    );
    let public = public_subnets(platform, vpc, gateway, attachment);
    let private = private_subnets(platform, vpc, &public, attachment);
    endpoint(platform, vpc, &private.route_tables);
    flow_logs(platform, vpc);

    platform.output("vpc-id", ImportKind::VpcId, vpc.get("id"));
    let subnets: Vec<_> = private.subnets.iter().map(|subnet| subnet.get("id")).collect();
    platform.output("private-subnet-ids", ImportKind::SubnetIds, subnets);
    Network { vpc, public_subnets: public, gateway_ready: attachment }
}

/// Offers the public subnets to the load balancers of single services.
pub(super) fn offer_public_subnets(platform: &mut Builder<'_, '_>, network: &Network) {
    let subnets: Vec<_> = network.public_subnets.iter().map(|subnet| subnet.get("id")).collect();
    platform.output("public-subnet-ids", ImportKind::SubnetIds, subnets);
}

/// The range of a subnet in each environment.
fn subnet_range(platform: &mut Builder<'_, '_>, name: &str, zone: usize, public: bool) -> Value {
    let spec = *platform.app.vpc();
    let zone_index = u32::try_from(zone).expect("a network spans at most three zones");
    platform.vary(
        format!("platform/{name}-subnet-{}-range", zone + 1),
        "cidr",
        KnobType::Text(Vec::new()),
        format!("Address range of {name} subnet {}", zone + 1),
        |environment| {
            let range = spec.range().get(environment);
            let subnet = if public {
                let prefix = (range.prefix() + 8).min(27);
                let last_quarter = 3 << (prefix - range.prefix() - 2);
                range.subnet(prefix, last_quarter + zone_index)
            } else {
                range.subnet(range.prefix() + 2, zone_index)
            };
            Literal::Text(subnet.into())
        },
    )
}

fn subnet(platform: &mut Builder<'_, '_>, vpc: ResourceId, name: &str, zone: usize) -> ResourceId {
    let range = subnet_range(platform, name, zone, name == "public");
    let label = format!("{name}-{}", zone + 1);
    let path = format!("platform/{name}-subnet-{}", zone + 1);
    let subnet = named(platform, &ec2::SUBNET, &path, &label)
        .set("vpc_id", vpc.get("id"))
        .set("cidr_block", range)
        .set("availability_zone", Value::Zone(zone))
        .set("map_public_ip_on_launch", false);
    platform.add(subnet)
}

fn associate(platform: &mut Builder<'_, '_>, path: String, table: ResourceId, subnet: ResourceId) {
    platform.add(
        Resource::new(path, &ec2::ROUTE_TABLE_ASSOCIATION)
            .set("route_table_id", table.get("id"))
            .set("subnet_id", subnet.get("id")),
    );
}

fn public_subnets(
    platform: &mut Builder<'_, '_>,
    vpc: ResourceId,
    gateway: ResourceId,
    attachment: ResourceId,
) -> Vec<ResourceId> {
    let table = named(platform, &ec2::ROUTE_TABLE, "platform/public-route-table", "public")
        .set("vpc_id", vpc.get("id"));
    let table = platform.add(table);
    platform.add(
        Resource::new("platform/public-route", &ec2::ROUTE)
            .set("route_table_id", table.get("id"))
            .set("destination_cidr_block", "0.0.0.0/0")
            .set("gateway_id", gateway.get("id"))
            .after(attachment),
    );
    (0..platform.app.vpc().zone_count())
        .map(|zone| {
            let subnet = subnet(platform, vpc, "public", zone);
            let path = format!("platform/public-subnet-{}-association", zone + 1);
            associate(platform, path, table, subnet);
            subnet
        })
        .collect()
}

/// What the private subnets consist of.
struct Private {
    subnets: Vec<ResourceId>,
    route_tables: Vec<ResourceId>,
}

fn private_subnets(
    platform: &mut Builder<'_, '_>,
    vpc: ResourceId,
    public: &[ResourceId],
    attachment: ResourceId,
) -> Private {
    let gateways = match platform.app.vpc().nat_gateways() {
        Nat::Single => 1,
        Nat::PerZone => public.len(),
    };
    let gateways: Vec<_> =
        (0..gateways).map(|zone| nat_gateway(platform, zone, public[zone], attachment)).collect();
    let (mut subnets, mut route_tables) = (Vec::new(), Vec::new());
    for zone in 0..public.len() {
        let number = zone + 1;
        let path = format!("platform/private-route-table-{number}");
        let table = named(platform, &ec2::ROUTE_TABLE, &path, &format!("private-{number}"))
            .set("vpc_id", vpc.get("id"));
        let table = platform.add(table);
        let gateway = gateways.get(zone).unwrap_or(&gateways[0]);
        platform.add(
            Resource::new(format!("platform/private-route-{number}"), &ec2::ROUTE)
                .set("route_table_id", table.get("id"))
                .set("destination_cidr_block", "0.0.0.0/0")
                .set("nat_gateway_id", gateway.get("id")),
        );
        let subnet = subnet(platform, vpc, "private", zone);
        let path = format!("platform/private-subnet-{number}-association");
        associate(platform, path, table, subnet);
        subnets.push(subnet);
        route_tables.push(table);
    }
    Private { subnets, route_tables }
}

fn nat_gateway(
    platform: &mut Builder<'_, '_>,
    zone: usize,
    subnet: ResourceId,
    attachment: ResourceId,
) -> ResourceId {
    let number = zone + 1;
    let label = format!("nat-{number}");
    let address = named(platform, &ec2::EIP, &format!("platform/nat-address-{number}"), &label)
        .set("domain", "vpc")
        .after(attachment);
    let address = platform.add(address);
    let path = format!("platform/nat-gateway-{number}");
    let gateway = named(platform, &ec2::NAT_GATEWAY, &path, &label)
        .set("subnet_id", subnet.get("id"))
        .set("allocation_id", address.get("allocation_id"))
        .set("connectivity_type", "public")
        .after(attachment);
    platform.add(gateway)
}

/// Images are layers in S3: without the endpoint every pull would pay for NAT.
fn endpoint(platform: &mut Builder<'_, '_>, vpc: ResourceId, route_tables: &[ResourceId]) {
    let service = Value::concat([
        Value::from("com.amazonaws."),
        Value::Pseudo(Pseudo::Region),
        Value::from(".s3"),
    ]);
    let tables: Vec<_> = route_tables.iter().map(|table| table.get("id")).collect();
    platform.add(
        Resource::new("platform/s3-endpoint", &ec2::VPC_ENDPOINT)
            .set("vpc_id", vpc.get("id"))
            .set("service_name", service)
            .set("vpc_endpoint_type", "Gateway")
            .set("route_table_ids", tables),
    );
}

fn flow_logs(platform: &mut Builder<'_, '_>, vpc: ResourceId) {
    let retention = *platform.app.vpc().flow_log_retention();
    let retention =
        platform.knob("platform/flow-log-retention", "Days that flow logs are kept", &retention);
    let group = platform.add(log_group("platform/flow-log-group", retention));
    let source = arn("ec2", [Value::from("vpc-flow-log/*")]);
    let role = service_role(
        platform,
        "platform/flow-log-role",
        "vpc-flow-logs.amazonaws.com",
        Some(source),
    );
    let role = platform.add(role);
    let write = allow(
        &["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        [log_group_arn(group.get("name"), ":*")],
    );
    let describe = statement("Allow", &["logs:DescribeLogGroups"], [Value::from("*")], []);
    let document = policy([write, describe]);
    let write = role_policy("platform/flow-log-policy", role, "write-flow-logs", document);
    let write = platform.add(write);
    platform.add(
        Resource::new("platform/flow-log", &ec2::FLOW_LOG)
            .set("resource_type", "VPC")
            .set("vpc_id", vpc.get("id"))
            .set("traffic_type", "ALL")
            .set("log_destination_type", "cloud-watch-logs")
            .set("log_destination", log_group_arn(group.get("name"), ""))
            .set("iam_role_arn", role.get("arn"))
            .set("max_aggregation_interval", 600)
            .after(write),
    );
}
