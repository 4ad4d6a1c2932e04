"""RDS, ElastiCache and DynamoDB."""

import json
import re

from .handlers import handler, suffix


@handler("AWS::RDS::DBSubnetGroup", "DBSubnetGroupName")
def db_subnet_group(call, properties):
    name = properties.setdefault("DBSubnetGroupName", call.name).lower()
    call("rds", "create_db_subnet_group", **{**properties, "DBSubnetGroupName": name})
    return name, {}, lambda: call("rds", "delete_db_subnet_group", DBSubnetGroupName=name)


@handler("AWS::RDS::DBParameterGroup", "DBParameterGroupName")
def db_parameter_group(call, properties):
    return _parameter_group(call, properties, "db", "DBParameterGroup")


@handler("AWS::RDS::DBClusterParameterGroup", "DBClusterParameterGroupName")
def db_cluster_parameter_group(call, properties):
    return _parameter_group(call, properties, "db_cluster", "DBClusterParameterGroup")


def _parameter_group(call, properties, prefix, member):
    parameters = properties.pop("Parameters", {})
    name = properties.pop(f"{member}Name", call.name).lower()
    properties["DBParameterGroupFamily"] = properties.pop("Family")
    call("rds", f"create_{prefix}_parameter_group", **{f"{member}Name": name}, **properties)
    if parameters:
        settings = [
            {"ParameterName": key, "ParameterValue": str(value), "ApplyMethod": "pending-reboot"}
            for key, value in parameters.items()
        ]
        call("rds", f"modify_{prefix}_parameter_group", **{f"{member}Name": name}, Parameters=settings)
    return (
        name,
        {f"{member}Name": name},
        lambda: call("rds", f"delete_{prefix}_parameter_group", **{f"{member}Name": name}),
    )


@handler("AWS::RDS::DBCluster", "DBClusterIdentifier")
def db_cluster(call, properties):
    name = properties.pop("DBClusterIdentifier", None) or call.short_name(63).lower()
    _password(call, properties)
    if "PerformanceInsightsEnabled" in properties:
        properties["EnablePerformanceInsights"] = properties.pop("PerformanceInsightsEnabled")
    made = call("rds", "create_db_cluster", DBClusterIdentifier=name, **properties)["DBCluster"]
    return (
        name,
        {
            "DBClusterArn": made["DBClusterArn"],
            "DBClusterResourceId": made.get("DbClusterResourceId", ""),
            "Endpoint.Address": made["Endpoint"],
            "Endpoint.Port": str(made.get("Port", 5432)),
            "ReadEndpoint.Address": made["ReaderEndpoint"],
            "MasterUserSecret.SecretArn": made.get("MasterUserSecret", {}).get("SecretArn", ""),
        },
        lambda: call("rds", "delete_db_cluster", DBClusterIdentifier=name, SkipFinalSnapshot=True),
    )


@handler("AWS::RDS::DBInstance", "DBInstanceIdentifier")
def db_instance(call, properties):
    name = properties.pop("DBInstanceIdentifier", None) or call.short_name(63).lower()
    if "VPCSecurityGroups" in properties:
        properties["VpcSecurityGroupIds"] = properties.pop("VPCSecurityGroups")
    _password(call, properties)
    # Says how changes are applied; a creation has none.
    properties.pop("ApplyImmediately", None)
    made = call("rds", "create_db_instance", DBInstanceIdentifier=name, **properties)["DBInstance"]
    endpoint = made.get("Endpoint", {})
    return (
        name,
        {
            "DBInstanceArn": made["DBInstanceArn"],
            "DbiResourceId": made.get("DbiResourceId", ""),
            "Endpoint.Address": endpoint.get("Address", ""),
            "Endpoint.Port": str(endpoint.get("Port", 5432)),
            "MasterUserSecret.SecretArn": made.get("MasterUserSecret", {}).get("SecretArn", ""),
        },
        lambda: call("rds", "delete_db_instance", DBInstanceIdentifier=name, SkipFinalSnapshot=True),
    )


def _password(call, properties):
    """Resolves dynamic references to Secrets Manager, and unfolds the managed secret's key."""
    for name in ("MasterUsername", "MasterUserPassword"):
        if name in properties:
            properties[name] = _dynamic_reference(call, properties[name])
    secret = properties.pop("MasterUserSecret", None)
    if secret and "KmsKeyId" in secret:
        properties["MasterUserSecretKmsKeyId"] = secret["KmsKeyId"]


def _dynamic_reference(call, value):
    found = re.fullmatch(r"\{\{resolve:secretsmanager:(.+?):SecretString:([^:}]+)(?::[^}]*)?\}\}", str(value))
    if not found:
        return value
    return json.loads(call("secretsmanager", "get_secret_value", SecretId=found[1])["SecretString"])[found[2]]


@handler("AWS::ElastiCache::SubnetGroup", "CacheSubnetGroupName")
def cache_subnet_group(call, properties):
    name = properties.pop("CacheSubnetGroupName", call.name).lower()
    properties["CacheSubnetGroupDescription"] = properties.pop("Description")
    call("elasticache", "create_cache_subnet_group", CacheSubnetGroupName=name, **properties)
    return name, {}, lambda: call("elasticache", "delete_cache_subnet_group", CacheSubnetGroupName=name)


@handler("AWS::ElastiCache::ReplicationGroup", "ReplicationGroupId")
def replication_group(call, properties):
    name = properties.setdefault("ReplicationGroupId", "r" + suffix(12))
    made = call("elasticache", "create_replication_group", **properties)["ReplicationGroup"]
    endpoint = (made.get("NodeGroups") or [{}])[0].get("PrimaryEndpoint", {})
    return (
        name,
        {
            "PrimaryEndPoint.Address": endpoint.get("Address", ""),
            "PrimaryEndPoint.Port": str(endpoint.get("Port", 6379)),
        },
        lambda: call("elasticache", "delete_replication_group", ReplicationGroupId=name),
    )


@handler("AWS::DynamoDB::Table", "TableName")
def table(call, properties):
    recovery = properties.pop("PointInTimeRecoverySpecification", None)
    expiry = properties.pop("TimeToLiveSpecification", None)
    name = properties.setdefault("TableName", call.name)
    if "StreamSpecification" in properties:
        properties["StreamSpecification"]["StreamEnabled"] = True
    if "SSESpecification" in properties:
        properties["SSESpecification"]["Enabled"] = properties["SSESpecification"].pop("SSEEnabled")
    made = call("dynamodb", "create_table", **properties)["TableDescription"]
    if recovery:
        call("dynamodb", "update_continuous_backups", TableName=name, PointInTimeRecoverySpecification=recovery)
    if expiry:
        call("dynamodb", "update_time_to_live", TableName=name, TimeToLiveSpecification=expiry)
    return (
        name,
        {"Arn": made["TableArn"], "StreamArn": made.get("LatestStreamArn", "")},
        lambda: call("dynamodb", "delete_table", TableName=name),
    )
