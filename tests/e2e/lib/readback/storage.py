"""Parameter Store, Secrets Manager, KMS and certificates."""

from .resource import Resource, tags, without


def read(aws):
    """Parameters and secrets without secret values, keys of the customer, certificates."""
    for found in aws.all("ssm", "describe_parameters", "Parameters"):
        name = found["Name"]
        if name.startswith("/aws/"):
            continue
        value = {}
        if found["Type"] != "SecureString":
            value = {"Value": aws.call("ssm", "get_parameter", Name=name)["Parameter"]["Value"]}
        request = {"ResourceType": "Parameter", "ResourceId": name}
        listed = aws.call("ssm", "list_tags_for_resource", **request).get("TagList")
        properties = {**without(found, "LastModifiedUser", "ARN"), **value, "Tags": tags(listed)}
        yield Resource("ssm.parameter", {}, properties, natural=name)
    for secret in aws.all("secretsmanager", "list_secrets", "SecretList"):
        secret["Tags"] = tags(secret.get("Tags"))
        properties = without(secret, "SecretVersionsToStages")
        natural = "of a database" if secret["Name"].startswith("rds!") else None
        yield Resource("secretsmanager.secret", {secret["ARN"]: "", secret["Name"]: "name"}, properties, natural)
    yield from _keys(aws)
    for found in aws.all("acm", "list_certificates", "CertificateSummaryList"):
        arn = found["CertificateArn"]
        certificate = aws.call("acm", "describe_certificate", CertificateArn=arn)["Certificate"]
        certificate.pop("InUseBy", None)
        listed = aws.call("acm", "list_tags_for_certificate", CertificateArn=arn).get("Tags")
        yield Resource("acm.certificate", {arn: ""}, {**without(certificate, "Serial"), "Tags": tags(listed)})


def _keys(aws):
    aliases = {}
    for alias in aws.all("kms", "list_aliases", "Aliases"):
        aliases.setdefault(alias.get("TargetKeyId"), []).append(alias["AliasName"])
    for found in aws.all("kms", "list_keys", "Keys"):
        identifier = found["KeyId"]
        key = aws.call("kms", "describe_key", KeyId=identifier)["KeyMetadata"]
        if any(alias.startswith("alias/aws/") for alias in aliases.get(identifier, [])):
            # A service's own key: others refer to it, and it has no properties of ours.
            ids = {identifier: "id", found["KeyArn"]: "arn"}
            yield Resource("kms.aws-key", ids, {}, natural=aliases[identifier][0])
            continue
        policy = aws.call("kms", "get_key_policy", KeyId=identifier, PolicyName="default")["Policy"]
        rotation = aws.maybe("kms", "get_key_rotation_status", KeyId=identifier) or {}
        listed = aws.call("kms", "list_resource_tags", KeyId=identifier).get("Tags")
        properties = {
            **without(key, "SigningAlgorithms"),
            "Policy": policy,
            "Rotation": rotation.get("KeyRotationEnabled"),
            "Aliases": aliases.get(identifier, []),
            "Tags": tags(listed, "TagKey", "TagValue"),
        }
        yield Resource("kms.key", {identifier: "", found["KeyArn"]: "arn"}, properties)
