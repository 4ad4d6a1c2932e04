//! A route of an API that takes every request from anybody.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW2110`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2110",
    name: "route-without-authorizer",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A route of API Gateway for every method or path has no authorizer.",
    why: "whatever the service behind it answers to is open to the internet: also what is added to it later, and what was meant for others",
    bad: "RouteKey: $default",
    good: r"RouteKey: $default
AuthorizationType: JWT
AuthorizerId: !Ref Authorizer",
    fix: "Set an authorizer, or name the methods and paths that may be open.",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// A type of routes, with the names of what it matches, of how it authorizes, and of its key.
struct Kind {
    name: &'static str,
    matches: &'static str,
    authorization: &'static str,
    key: &'static str,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "AWS::ApiGatewayV2::Route",
        matches: "RouteKey",
        authorization: "AuthorizationType",
        key: "ApiKeyRequired",
    },
    Kind {
        name: "aws_apigatewayv2_route",
        matches: "route_key",
        authorization: "authorization_type",
        key: "api_key_required",
    },
    Kind {
        name: "AWS::ApiGateway::Method",
        matches: "HttpMethod",
        authorization: "AuthorizationType",
        key: "ApiKeyRequired",
    },
    Kind {
        name: "aws_api_gateway_method",
        matches: "http_method",
        authorization: "authorization",
        key: "api_key_required",
    },
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for kind in &KINDS {
        for route in manifest.of(kind.name).filter(|it| is_open(it, kind)) {
            let matches = route.property(kind.matches).filter(|it| matches_all(it));
            if let Some(node) = matches {
                findings.at(
                    route,
                    node,
                    format!("`{}` takes every request, from anybody", route.address),
                    "set an authorizer, or name the methods and paths that may be open",
                );
            }
        }
    }
}

/// Whether a route is for every method.
fn matches_all(node: &Node) -> bool {
    node.text().is_some_and(|it| it == "$default" || it == "ANY" || it.starts_with("ANY "))
}

fn is_open(route: &Resource, kind: &Kind) -> bool {
    let authorization = route.property(kind.authorization).map_or(Some("NONE"), Node::text);
    let needs_key = route.property(kind.key).is_some_and(|it| it.bool() != Some(false));
    authorization == Some("NONE") && !needs_key
}
