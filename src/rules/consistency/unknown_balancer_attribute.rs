//! A key in a list of attributes that Elastic Load Balancing does not know.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Format, Manifest, Node};

use crate::rules::lint::{Findings, attributes};
use crate::rules::{Check, Lint, Rule};

/// `FW6158`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6158",
    name: "unknown-balancer-attribute",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A load balancer, target group or listener sets an attribute that Elastic Load Balancing does not document for it.",
    why: "the key is text to CloudFormation, so nothing checks it before the deployment fails",
    bad: "LoadBalancerAttributes: [{Key: idle_timeout.seconds, Value: '60'}]",
    good: "LoadBalancerAttributes: [{Key: idle_timeout.timeout_seconds, Value: '60'}]",
    fix: "Write the key as the API has it.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html",
    waivable: false,
    check: Check::Unrepresentable,
    // Terraform has an argument for each attribute.
    lint: Some(Lint::new(Severity::Error, judge).in_formats(&[Format::CloudFormation])),
};

const LISTS: [(&str, &str); 3] = [
    ("elbv2/load-balancer", "LoadBalancerAttributes"),
    ("elbv2/target-group", "TargetGroupAttributes"),
    ("elbv2/listener", "ListenerAttributes"),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in &manifest.resources {
        let Some((kind, list)) = LISTS.iter().find(|(kind, _)| resource.is(kind)) else { continue };
        for written in &resource.written {
            let lists = written.properties.get(list).map(Node::branches).unwrap_or_default();
            let entries = lists.into_iter().flat_map(Node::items).flat_map(Node::branches);
            for key in entries.filter_map(|entry| entry.get("Key")) {
                let known = || attributes(kind).iter().map(|it| it.key);
                let Some(name) = key.text().filter(|it| known().all(|known| known != *it)) else {
                    continue;
                };
                let help =
                    nearest(name, known()).or_else(|| begins_alike(name, known())).map_or_else(
                        || "remove it, or look its key up in the API".to_owned(),
                        |meant| format!("write `{meant}`"),
                    );
                let message = format!("`{}` has no attribute `{name}`", resource.address);
                let found = findings.at(resource, key, message, help);
                found.path = format!("{}/{list}/{name}", resource.address);
            }
        }
    }
}

/// The key that begins with the same word, if one alone or two do.
fn begins_alike(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let first = |key: &str| key.split('.').next().map(str::to_owned);
    let alike: Vec<_> = known.filter(|key| first(key) == first(name)).collect();
    (alike.len() <= 2).then(|| alike.first().copied()).flatten()
}
