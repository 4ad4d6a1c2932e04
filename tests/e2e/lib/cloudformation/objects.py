"""S3: a bucket and the settings that CloudFormation keeps on it."""

import json

from .handlers import handler


@handler("AWS::S3::Bucket", "BucketName")
def bucket(call, properties):
    name = properties.pop("BucketName", None) or call.short_name(63).lower()
    elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": call.region}} if call.region != "us-east-1" else {}
    call("s3", "create_bucket", Bucket=name, **elsewhere)
    for setting, (method, member, convert) in _SETTINGS.items():
        if setting in properties:
            call("s3", method, Bucket=name, **{member: convert(properties.pop(setting))})
    call.only(properties)
    return (
        name,
        {
            "Arn": f"arn:aws:s3:::{name}",
            "DomainName": f"{name}.s3.amazonaws.com",
            "RegionalDomainName": f"{name}.s3.{call.region}.amazonaws.com",
        },
        lambda: call("s3", "delete_bucket", Bucket=name),
    )


@handler("AWS::S3::BucketPolicy", tags=None)
def bucket_policy(call, properties):
    call.only(properties, "Bucket", "PolicyDocument")
    name = properties["Bucket"]
    call("s3", "put_bucket_policy", Bucket=name, Policy=json.dumps(properties["PolicyDocument"]))
    return f"{name}-policy", {}, lambda: call("s3", "delete_bucket_policy", Bucket=name)


def _same(value):
    return value


def _encryption(value):
    rules = []
    for rule in value["ServerSideEncryptionConfiguration"]:
        rule = dict(rule)
        if "ServerSideEncryptionByDefault" in rule:
            rule["ApplyServerSideEncryptionByDefault"] = rule.pop("ServerSideEncryptionByDefault")
        rules.append(rule)
    return {"Rules": rules}


def _lifecycle(value):
    rules = []
    for given in value["Rules"]:
        given = dict(given)
        rule = {"Status": given.pop("Status"), "Filter": {"Prefix": given.pop("Prefix", "")}}
        if "Id" in given:
            rule["ID"] = given.pop("Id")
        if "ExpirationInDays" in given:
            rule["Expiration"] = {"Days": int(given.pop("ExpirationInDays"))}
        if "Transitions" in given:
            rule["Transitions"] = [
                {"StorageClass": t["StorageClass"], "Days": int(t["TransitionInDays"])}
                for t in given.pop("Transitions")
            ]
        rules.append({**rule, **given})
    return {"Rules": rules}


def _tags(value):
    return {"TagSet": value}


def _cors(value):
    renamed = {"MaxAge": "MaxAgeSeconds", "Id": "ID", "ExposedHeaders": "ExposeHeaders"}
    return {"CORSRules": [{renamed.get(k, k): v for k, v in rule.items()} for rule in value["CorsRules"]]}


def _logging(value):
    return {
        "LoggingEnabled": {
            "TargetBucket": value["DestinationBucketName"],
            "TargetPrefix": value.get("LogFilePrefix", ""),
        }
    }


# CloudFormation property -> (API method, member, conversion)
_SETTINGS = {
    "BucketEncryption": ("put_bucket_encryption", "ServerSideEncryptionConfiguration", _encryption),
    "PublicAccessBlockConfiguration": ("put_public_access_block", "PublicAccessBlockConfiguration", _same),
    "VersioningConfiguration": ("put_bucket_versioning", "VersioningConfiguration", _same),
    "LifecycleConfiguration": ("put_bucket_lifecycle_configuration", "LifecycleConfiguration", _lifecycle),
    "OwnershipControls": ("put_bucket_ownership_controls", "OwnershipControls", _same),
    "CorsConfiguration": ("put_bucket_cors", "CORSConfiguration", _cors),
    "LoggingConfiguration": ("put_bucket_logging", "BucketLoggingStatus", _logging),
    "Tags": ("put_bucket_tagging", "Tagging", _tags),
}
