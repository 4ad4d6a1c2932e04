//! A stage of an API without a limit, or without a log of its requests.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW2111`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2111",
    name: "unlimited-api-stage",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A stage of API Gateway has no throttling of its own, or no access log.",
    why: "one client can take the whole account's quota of requests from all APIs; and without a log nobody can say who it was",
    bad: r"Type: AWS::ApiGatewayV2::Stage
Properties:
  StageName: live",
    good: r"Type: AWS::ApiGatewayV2::Stage
Properties:
  StageName: live
  DefaultRouteSettings: {ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50}
  AccessLogSettings: {DestinationArn: !GetAtt Log.Arn, Format: ...}",
    fix: "Set the throttling of its default route or methods, and an access log.",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// A type of stages, with the names of what limits it and of its log.
struct Kind {
    name: &'static str,
    limits: &'static [&'static str],
    log: &'static str,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "AWS::ApiGatewayV2::Stage",
        limits: &["DefaultRouteSettings", "RouteSettings"],
        log: "AccessLogSettings",
    },
    Kind {
        name: "aws_apigatewayv2_stage",
        limits: &["default_route_settings", "route_settings"],
        log: "access_log_settings",
    },
    Kind { name: "AWS::ApiGateway::Stage", limits: &["MethodSettings"], log: "AccessLogSetting" },
    // Methods have their settings in resources of their own.
    Kind { name: "aws_api_gateway_stage", limits: &[], log: "access_log_settings" },
];

/// Types whose presence says that requests are limited elsewhere.
const LIMITING: [&str; 3] =
    ["AWS::ApiGateway::UsagePlan", "aws_api_gateway_usage_plan", "aws_api_gateway_method_settings"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let limited = LIMITING.iter().any(|kind| manifest.of(kind).next().is_some());
    for kind in &KINDS {
        for stage in manifest.of(kind.name) {
            if !limited && !kind.limits.iter().any(|it| may_limit(stage, it)) {
                findings.missing(
                    stage,
                    "throttling",
                    format!("`{}` does not limit its requests", stage.address),
                    "set the throttling of its routes or methods",
                );
            }
            if stage.properties.lacks(kind.log) {
                findings.missing(
                    stage,
                    "access_log",
                    format!("`{}` keeps no log of its requests", stage.address),
                    "set an access log",
                );
            }
        }
    }
}

/// Whether settings limit the requests of a stage, or may do so.
fn may_limit(stage: &Resource, settings: &str) -> bool {
    let Some(node) = stage.property(settings) else { return false };
    let mut found = false;
    node.walk(&mut |node| {
        let keys = node.fields().iter().map(|it| it.key.to_ascii_lowercase());
        let mut limits = keys.filter(|it| it.starts_with("throttling"));
        found |= limits.next().is_some() || !node.is_literal() && node.fields().is_empty();
    });
    found
}
