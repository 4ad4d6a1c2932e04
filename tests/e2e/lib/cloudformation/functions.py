"""Lambda aliases and versions, and HTTP APIs."""

from .handlers import handler, tag_map, without


@handler("AWS::Lambda::Alias", tags=None)
def alias(call, properties):
    arn = call("lambda", "create_alias", **without(properties, "ProvisionedConcurrencyConfig"))["AliasArn"]
    key = {"FunctionName": properties["FunctionName"], "Name": properties["Name"]}
    return arn, {"AliasArn": arn}, lambda: call("lambda", "delete_alias", **key)


@handler("AWS::Lambda::Version", tags=None)
def version(call, properties):
    made = call("lambda", "publish_version", **without(properties, "ProvisionedConcurrencyConfig"))
    return made["FunctionArn"], {"Version": made["Version"], "FunctionArn": made["FunctionArn"]}, None


def _gateway(kind, key, tags=None, attributes=()):
    @handler(f"AWS::ApiGatewayV2::{kind}", tags=tags)
    def make(call, properties):
        snake = {"VpcLink": "vpc_link"}.get(kind, kind.lower())
        made = call("apigatewayv2", f"create_{snake}", **tag_map(properties))
        parent = {"ApiId": properties["ApiId"]} if "ApiId" in properties else {}
        return (
            made[key],
            {key: made[key], **{name: made.get(name) for name in attributes}},
            lambda: call("apigatewayv2", f"delete_{snake}", **parent, **{key: made[key]}),
        )


_gateway("Api", "ApiId", tags="map", attributes=["ApiEndpoint"])
_gateway("Integration", "IntegrationId")
_gateway("Route", "RouteId")
_gateway("Stage", "StageName", tags="map")
_gateway("VpcLink", "VpcLinkId", tags="map")
