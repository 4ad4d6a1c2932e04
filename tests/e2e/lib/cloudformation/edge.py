"""Names, certificates and the edge: Route 53, ACM, CloudFront, WAF and Backup vaults."""

from .handlers import handler, suffix, without


@handler("AWS::Route53::HostedZone", tags="HostedZoneTags")
def hosted_zone(call, properties):
    zones, tags = properties.pop("VPCs", []), properties.pop("HostedZoneTags", [])
    if zones:
        properties["VPC"] = zones[0]
    made = call("route53", "create_hosted_zone", CallerReference=suffix(), **properties)
    zone = made["HostedZone"]["Id"].split("/")[-1]
    for vpc in zones[1:]:
        call("route53", "associate_vpc_with_hosted_zone", HostedZoneId=zone, VPC=vpc)
    if tags:
        call("route53", "change_tags_for_resource", ResourceType="hostedzone", ResourceId=zone, AddTags=tags)
    servers = made.get("DelegationSet", {}).get("NameServers", [])
    return zone, {"Id": zone, "NameServers": servers}, lambda: call("route53", "delete_hosted_zone", Id=zone)


@handler("AWS::Route53::RecordSet", tags=None)
def record_set(call, properties):
    return properties["Name"], {}, _records(call, properties, [without(properties, "HostedZoneId", "HostedZoneName")])


@handler("AWS::Route53::RecordSetGroup", tags=None)
def record_set_group(call, properties):
    call.only(properties, "HostedZoneId", "HostedZoneName", "RecordSets", "Comment")
    return call.name, {"Id": call.name}, _records(call, properties, properties["RecordSets"])


def _records(call, properties, records):
    zone = properties.get("HostedZoneId") or _zone_named(call, properties["HostedZoneName"])
    converted = []
    for record in records:
        record = without(record, "Comment")
        if "ResourceRecords" in record:
            record["ResourceRecords"] = [{"Value": value} for value in record["ResourceRecords"]]
        if "AliasTarget" in record:
            record["AliasTarget"] = {"EvaluateTargetHealth": False, **record["AliasTarget"]}
        converted.append(record)

    def change(action):
        changes = [{"Action": action, "ResourceRecordSet": record} for record in converted]
        call("route53", "change_resource_record_sets", HostedZoneId=zone, ChangeBatch={"Changes": changes})

    change("CREATE")
    return lambda: change("DELETE")


def _zone_named(call, name):
    zones = call("route53", "list_hosted_zones_by_name", DNSName=name)["HostedZones"]
    for zone in zones:
        if zone["Name"].rstrip(".") == name.rstrip("."):
            return zone["Id"].split("/")[-1]
    call.refuse(f"no hosted zone named {name}")


@handler("AWS::CertificateManager::Certificate")
def certificate(call, properties):
    options = properties.pop("DomainValidationOptions", [])
    transparency = properties.pop("CertificateTransparencyLoggingPreference", None)
    if transparency:
        properties["Options"] = {"CertificateTransparencyLoggingPreference": transparency}
    arn = call("acm", "request_certificate", **properties)["CertificateArn"]
    _validate(call, arn, {option["DomainName"]: option.get("HostedZoneId") for option in options})
    return arn, {}, lambda: call("acm", "delete_certificate", CertificateArn=arn)


def _validate(call, arn, zones):
    """CloudFormation itself writes the validation records into the zones it was given."""
    found = call("acm", "describe_certificate", CertificateArn=arn)["Certificate"]
    for option in found.get("DomainValidationOptions", []):
        zone, record = zones.get(option["DomainName"]), option.get("ResourceRecord")
        if zone and record:
            record_set = {
                "Name": record["Name"],
                "Type": record["Type"],
                "TTL": 300,
                "ResourceRecords": [{"Value": record["Value"]}],
            }
            changes = [{"Action": "UPSERT", "ResourceRecordSet": record_set}]
            call("route53", "change_resource_record_sets", HostedZoneId=zone, ChangeBatch={"Changes": changes})


@handler("AWS::CloudFront::OriginAccessControl", tags=None)
def origin_access_control(call, properties):
    call.only(properties, "OriginAccessControlConfig")
    config = {"Description": "", **properties["OriginAccessControlConfig"]}
    made = call("cloudfront", "create_origin_access_control", OriginAccessControlConfig=config)
    identifier = made["OriginAccessControl"]["Id"]

    def undo():
        etag = call("cloudfront", "get_origin_access_control", Id=identifier)["ETag"]
        call("cloudfront", "delete_origin_access_control", Id=identifier, IfMatch=etag)

    return identifier, {"Id": identifier}, undo


@handler("AWS::CloudFront::Distribution")
def distribution(call, properties):
    call.only(properties, "DistributionConfig", "Tags")
    config = {"CallerReference": suffix(), "Comment": "", **properties["DistributionConfig"]}
    for behavior in [config["DefaultCacheBehavior"], *config.get("CacheBehaviors", [])]:
        _methods(behavior)
    for origin in config["Origins"]:
        if "OriginCustomHeaders" in origin:
            origin["CustomHeaders"] = origin.pop("OriginCustomHeaders")
    if "IPV6Enabled" in config:
        config["IsIPV6Enabled"] = config.pop("IPV6Enabled")
    restriction = config.get("Restrictions", {}).get("GeoRestriction")
    if restriction is not None:
        places = restriction.pop("Locations", [])
        restriction.update({"Quantity": len(places), **({"Items": places} if places else {})})
    certificate_given = config.get("ViewerCertificate")
    if certificate_given and "AcmCertificateArn" in certificate_given:
        certificate_given["ACMCertificateArn"] = certificate_given.pop("AcmCertificateArn")
    request = {"DistributionConfig": config, "Tags": {"Items": properties.get("Tags", [])}}
    made = call("cloudfront", "create_distribution_with_tags", DistributionConfigWithTags=request)["Distribution"]
    identifier = made["Id"]

    def undo():
        found = call("cloudfront", "get_distribution_config", Id=identifier)
        disabled = {**found["DistributionConfig"], "Enabled": False}
        etag = call(
            "cloudfront", "update_distribution", Id=identifier, IfMatch=found["ETag"], DistributionConfig=disabled
        )["ETag"]
        call("cloudfront", "delete_distribution", Id=identifier, IfMatch=etag)

    return identifier, {"Id": identifier, "DomainName": made["DomainName"]}, undo


def _methods(behavior):
    """CloudFormation writes the cached methods beside the allowed ones; the API writes them inside."""
    cached = behavior.pop("CachedMethods", None)
    allowed = behavior.get("AllowedMethods")
    if allowed is not None:
        behavior["AllowedMethods"] = {"Quantity": len(allowed), "Items": allowed}
        if cached:
            behavior["AllowedMethods"]["CachedMethods"] = cached


@handler("AWS::WAFv2::WebACL", "Name")
def web_acl(call, properties):
    name = properties.setdefault("Name", call.name)
    made = call("wafv2", "create_web_acl", **properties)["Summary"]
    delete = {"Name": name, "Scope": properties["Scope"], "Id": made["Id"], "LockToken": made.get("LockToken") or "-"}
    return (
        f"{name}|{made['Id']}|{properties['Scope']}",
        {"Arn": made["ARN"], "Id": made["Id"]},
        lambda: call("wafv2", "delete_web_acl", **delete),
    )


@handler("AWS::WAFv2::WebACLAssociation", tags=None)
def web_acl_association(call, properties):
    call("wafv2", "associate_web_acl", **properties)
    resource = properties["ResourceArn"]
    return (
        f"{resource}|{properties['WebACLArn']}",
        {},
        lambda: call("wafv2", "disassociate_web_acl", ResourceArn=resource),
    )


@handler("AWS::Backup::BackupVault", tags=None)
def backup_vault(call, properties):
    name = properties["BackupVaultName"]
    arn = call("backup", "create_backup_vault", **properties)["BackupVaultArn"]
    return (
        name,
        {"BackupVaultArn": arn, "BackupVaultName": name},
        lambda: call("backup", "delete_backup_vault", BackupVaultName=name),
    )
