"""Route 53 and CloudFront."""

from .resource import Resource, tags, without


def read(aws):
    """Zones with their records, distributions and their access to origins."""
    for zone in aws.all("route53", "list_hosted_zones", "HostedZones"):
        yield from _zone(aws, zone)
    for found in aws.all("cloudfront", "list_distributions", "DistributionList.Items"):
        answer = aws.call("cloudfront", "get_distribution", Id=found["Id"])["Distribution"]
        listed = aws.call("cloudfront", "list_tags_for_resource", Resource=answer["ARN"])["Tags"]["Items"]
        properties = {**without(answer["DistributionConfig"], "CallerReference"), "Tags": tags(listed)}
        # CloudFront takes the first behavior that matches.
        behaviors = properties.get("CacheBehaviors", {}).get("Items", [])
        properties["CacheBehaviors"] = {str(position): behavior for position, behavior in enumerate(behaviors)}
        ids = {answer["ARN"]: "arn", answer["Id"]: "", answer["DomainName"]: "DomainName"}
        yield Resource("cloudfront.distribution", ids, properties)
    for found in aws.all("cloudfront", "list_origin_access_controls", "OriginAccessControlList.Items"):
        yield Resource("cloudfront.origin-access-control", {found["Id"]: ""}, without(found, "Id"))


def _zone(aws, found):
    identifier = found["Id"].split("/")[-1]
    zone = aws.call("route53", "get_hosted_zone", Id=identifier)
    request = {"ResourceType": "hostedzone", "ResourceId": identifier}
    listed = aws.call("route53", "list_tags_for_resource", **request)["ResourceTagSet"].get("Tags")
    properties = {
        **without(zone["HostedZone"], "CallerReference", "Id"),
        "VPCs": zone.get("VPCs"),
        "Tags": tags(listed),
    }
    yield Resource("route53.zone", {identifier: "", found["Id"]: ""}, properties, natural=found["Name"])
    for record in aws.all("route53", "list_resource_record_sets", "ResourceRecordSets", HostedZoneId=identifier):
        if record["Type"] in ("NS", "SOA") and record["Name"] == found["Name"]:
            continue
        natural = " ".join([record["Name"], record["Type"], record.get("SetIdentifier", "")]).rstrip()
        yield Resource("route53.record", {}, record, natural)
