"""RDS, ElastiCache and DynamoDB."""

from .resource import Resource, tags, without


def read(aws):
    """Clusters, instances, groups and tables."""
    for cluster in aws.all("rds", "describe_db_clusters", "DBClusters"):
        name, arn = cluster["DBClusterIdentifier"], cluster["DBClusterArn"]
        ids = {
            arn: "arn",
            name: "",
            cluster["Endpoint"]: "Endpoint",
            cluster["ReaderEndpoint"]: "ReaderEndpoint",
            cluster.get("DbClusterResourceId", ""): "ResourceId",
            cluster.get("MasterUserSecret", {}).get("SecretArn", ""): "MasterUserSecret",
        }
        yield _rds(aws, "cluster", arn, ids, without(cluster, "HostedZoneId"))
    for instance in aws.all("rds", "describe_db_instances", "DBInstances"):
        name, arn = instance["DBInstanceIdentifier"], instance["DBInstanceArn"]
        ids = {
            arn: "arn",
            name: "",
            instance.get("Endpoint", {}).get("Address", ""): "Endpoint",
            instance.get("DbiResourceId", ""): "ResourceId",
            instance.get("MasterUserSecret", {}).get("SecretArn", ""): "MasterUserSecret",
        }
        yield _rds(aws, "instance", arn, ids, instance)
    for group in aws.all("rds", "describe_db_subnet_groups", "DBSubnetGroups"):
        arn = group["DBSubnetGroupArn"]
        group["Subnets"] = [subnet["SubnetIdentifier"] for subnet in group["Subnets"]]
        yield _rds(aws, "subnet-group", arn, {arn: "arn", group["DBSubnetGroupName"]: ""}, group)
    yield from _parameter_groups(aws)
    yield from _caches(aws)
    for name in aws.all("dynamodb", "list_tables", "TableNames"):
        yield _table(aws, name)


def _rds(aws, thing, arn, ids, properties):
    listed = aws.call("rds", "list_tags_for_resource", ResourceName=arn)["TagList"]
    return Resource(f"rds.{thing}", ids, {**without(properties, "TagList"), "Tags": tags(listed)})


def _parameter_groups(aws):
    for thing, member, prefix in (
        ("cluster-parameter-group", "DBClusterParameterGroup", "db_cluster"),
        ("parameter-group", "DBParameterGroup", "db"),
    ):
        listed = aws.all("rds", f"describe_{prefix}_parameter_groups", f"{member}s")
        for group in listed:
            name, arn = group[f"{member}Name"], group[f"{member}Arn"]
            parameters = aws.all("rds", f"describe_{prefix}_parameters", "Parameters", **{f"{member}Name": name})
            group["Parameters"] = {p["ParameterName"]: p.get("ParameterValue") for p in parameters}
            yield _rds(aws, thing, arn, {arn: "arn", name: ""}, group)


def _caches(aws):
    for group in aws.all("elasticache", "describe_replication_groups", "ReplicationGroups"):
        name = group["ReplicationGroupId"]
        yield Resource("elasticache.replication-group", {group.get("ARN", ""): "arn", name: ""}, group)
    for group in aws.all("elasticache", "describe_cache_subnet_groups", "CacheSubnetGroups"):
        group["Subnets"] = [subnet["SubnetIdentifier"] for subnet in group.get("Subnets", [])]
        ids = {group.get("ARN", ""): "arn", group["CacheSubnetGroupName"]: ""}
        yield Resource("elasticache.subnet-group", ids, group)


def _table(aws, name):
    table = aws.call("dynamodb", "describe_table", TableName=name)["Table"]
    arn = table["TableArn"]
    backups = aws.maybe("dynamodb", "describe_continuous_backups", TableName=name) or {}
    expiry = aws.maybe("dynamodb", "describe_time_to_live", TableName=name) or {}
    properties = {
        **without(table, "TableSizeBytes", "ItemCount", "TableId"),
        "ContinuousBackups": backups.get("ContinuousBackupsDescription"),
        "TimeToLive": expiry.get("TimeToLiveDescription"),
        "Tags": tags(aws.call("dynamodb", "list_tags_of_resource", ResourceArn=arn)["Tags"]),
    }
    return Resource("dynamodb.table", {arn: "arn", name: ""}, properties)
