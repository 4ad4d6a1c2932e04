"""Parameter Store, Secrets Manager and KMS."""

import json

from .handlers import handler, without


@handler("AWS::SSM::Parameter", "Name", tags="map")
def parameter(call, properties):
    name = properties.setdefault("Name", call.name)
    tags = [{"Key": key, "Value": value} for key, value in properties.pop("Tags", {}).items()]
    call("ssm", "put_parameter", Tags=tags, **properties)
    attributes = {"Type": properties["Type"], "Value": properties["Value"]}
    return name, attributes, lambda: call("ssm", "delete_parameter", Name=name)


@handler("AWS::SecretsManager::Secret", "Name")
def secret(call, properties):
    generate = properties.pop("GenerateSecretString", None)
    properties.setdefault("Name", call.name)
    if generate is not None:
        made_by = without(generate, "SecretStringTemplate", "GenerateStringKey")
        password = call("secretsmanager", "get_random_password", **made_by)["RandomPassword"]
        if "SecretStringTemplate" in generate:
            document = json.loads(generate["SecretStringTemplate"])
            properties["SecretString"] = json.dumps({**document, generate["GenerateStringKey"]: password})
        else:
            properties["SecretString"] = password
    arn = call("secretsmanager", "create_secret", **properties)["ARN"]
    delete = {"SecretId": arn, "ForceDeleteWithoutRecovery": True}
    return arn, {"Id": arn}, lambda: call("secretsmanager", "delete_secret", **delete)


@handler("AWS::SecretsManager::ResourcePolicy", tags=None)
def secret_policy(call, properties):
    identifier = properties["SecretId"]
    policy = json.dumps(properties.pop("ResourcePolicy"))
    call("secretsmanager", "put_resource_policy", ResourcePolicy=policy, **properties)
    return identifier, {"Id": identifier}, lambda: call("secretsmanager", "delete_resource_policy", SecretId=identifier)


@handler("AWS::KMS::Key")
def key(call, properties):
    rotate, window = properties.pop("EnableKeyRotation", False), properties.pop("PendingWindowInDays", 30)
    enabled, period = properties.pop("Enabled", True), properties.pop("RotationPeriodInDays", None)
    properties["Policy"] = json.dumps(properties.pop("KeyPolicy")) if "KeyPolicy" in properties else None
    tags = [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in properties.pop("Tags", [])]
    given = {name: value for name, value in properties.items() if value is not None}
    made = call("kms", "create_key", Tags=tags, **given)["KeyMetadata"]
    identifier = made["KeyId"]
    if str(rotate).lower() == "true":
        days = {"RotationPeriodInDays": period} if period else {}
        call("kms", "enable_key_rotation", KeyId=identifier, **days)
    if str(enabled).lower() == "false":
        call("kms", "disable_key", KeyId=identifier)
    return (
        identifier,
        {"Arn": made["Arn"], "KeyId": identifier},
        lambda: call("kms", "schedule_key_deletion", KeyId=identifier, PendingWindowInDays=window),
    )


@handler("AWS::KMS::Alias", tags=None)
def alias(call, properties):
    call("kms", "create_alias", **properties)
    name = properties["AliasName"]
    return name, {}, lambda: call("kms", "delete_alias", AliasName=name)
