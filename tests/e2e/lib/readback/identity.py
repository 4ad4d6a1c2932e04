"""IAM and S3, whose names are one scope for all regions."""

import json

from .labels import is_prepared
from .resource import Resource, tags, without


def read(aws):
    """Roles, policies and identity providers of the customer, and all buckets except those that deployments go through."""
    for found in aws.all("iam", "list_roles", "Roles"):
        if not found["Path"].startswith("/aws-service-role/"):
            yield _role(aws, found["RoleName"])
    for policy in aws.all("iam", "list_policies", "Policies", Scope="Local"):
        arn = policy["Arn"]
        version = {"PolicyArn": arn, "VersionId": policy["DefaultVersionId"]}
        policy["Document"] = _text(aws.call("iam", "get_policy_version", **version)["PolicyVersion"]["Document"])
        yield Resource("iam.policy", {arn: "", policy["PolicyName"]: "name"}, without(policy, "PolicyId"))
    for found in aws.all("iam", "list_open_id_connect_providers", "OpenIDConnectProviderList"):
        yield _oidc_provider(aws, found["Arn"])
    for bucket in aws.all("s3", "list_buckets", "Buckets"):
        if not is_prepared(aws, bucket["Name"]):
            yield _bucket(aws, bucket["Name"])


def _role(aws, name):
    role = aws.call("iam", "get_role", RoleName=name)["Role"]
    inline = {
        policy: _text(aws.call("iam", "get_role_policy", RoleName=name, PolicyName=policy)["PolicyDocument"])
        for policy in aws.all("iam", "list_role_policies", "PolicyNames", RoleName=name)
    }
    attached = aws.all("iam", "list_attached_role_policies", "AttachedPolicies", RoleName=name)
    properties = {
        **without(role, "RoleId", "RoleLastUsed", "Arn"),
        "AssumeRolePolicyDocument": _text(role["AssumeRolePolicyDocument"]),
        "InlinePolicies": inline,
        "AttachedPolicies": [policy["PolicyArn"] for policy in attached],
        "Tags": tags(role.get("Tags")),
    }
    return Resource("iam.role", {role["Arn"]: "arn", role["RoleId"]: "RoleId", name: ""}, properties)


def _oidc_provider(aws, arn):
    provider = aws.call("iam", "get_open_id_connect_provider", OpenIDConnectProviderArn=arn)
    properties = {
        "Url": f"https://{provider['Url'].removeprefix('https://')}",
        "ClientIDList": provider["ClientIDList"],
        "ThumbprintList": provider.get("ThumbprintList"),
        "Tags": tags(provider.get("Tags")),
    }
    return Resource("iam.oidc-provider", {arn: ""}, properties)


def _text(document):
    return document if isinstance(document, str) else json.dumps(document)


def _bucket(aws, name):
    location = aws.call("s3", "get_bucket_location", Bucket=name).get("LocationConstraint") or "us-east-1"
    properties = {"Name": name, "Region": location}
    for setting in (
        "encryption",
        "versioning",
        "lifecycle_configuration",
        "ownership_controls",
        "policy",
        "cors",
        "logging",
        "notification_configuration",
    ):
        properties[setting] = aws.maybe("s3", f"get_bucket_{setting}", Bucket=name)
    properties["public_access_block"] = aws.maybe("s3", "get_public_access_block", Bucket=name)
    listed = aws.maybe("s3", "get_bucket_tagging", Bucket=name) or {}
    properties["Tags"] = tags(listed.get("TagSet"))
    ids = {
        f"arn:aws:s3:::{name}": "arn",
        f"{name}.s3.{location}.amazonaws.com": "RegionalDomainName",
        f"{name}.s3.amazonaws.com": "DomainName",
        name: "",
    }
    return Resource("s3.bucket", ids, properties)
