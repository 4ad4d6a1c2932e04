//! A stack that has grown into several.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, declaration};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW2180`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2180",
    name: "oversized-stack",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A template or root module declares more than 200 resources, or more than one ECS cluster.",
    why: "a change of any part is a change of the stack: it takes longer, locks everybody else out, and can break what it was not about",
    bad: r"Blue: {Type: AWS::ECS::Cluster}
Green: {Type: AWS::ECS::Cluster}",
    good: "Cluster: {Type: AWS::ECS::Cluster}",
    fix: "Give each service a stack of its own, beside one for what they share.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/best-practices.html#organizingstacks",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// How many resources are too many; CloudFormation itself takes 500.
const MANY: usize = 200;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let is_resource = |kind| !declaration::is_declaration(kind);
    let mut resources = manifest.resources.iter().filter(|it| it.kind.is_none_or(is_resource));
    let count = resources.clone().count();
    if let Some(last) = resources.nth(MANY) {
        findings.missing(
            last,
            "resources",
            format!("the stack has {count} resources"),
            "give each service a stack of its own",
        );
    }
    let mut clusters = manifest.of("ecs/cluster");
    if let Some((first, second)) = clusters.next().zip(clusters.next()) {
        let message = format!("`{}` is a cluster beside `{}`", second.address, first.address);
        let help = "give each cluster a stack of its own";
        findings.missing(second, "clusters", message, help).related("the other", first.head);
    }
}
