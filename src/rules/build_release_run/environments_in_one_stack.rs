//! One stack or state that holds the resources of two environments.

use std::collections::BTreeMap;

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule, name};

/// `FW0510`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0510",
    name: "environments-in-one-stack",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "One template or root module declares the same resource for two environments, by their names.",
    why: "a release to staging is then a change of the stack that production is in: what was only meant to be tried can stop or replace what users need",
    bad: r"OrdersStaging:
  Type: AWS::ECS::Service
  Properties: {ServiceName: orders-staging}
OrdersProd:
  Type: AWS::ECS::Service
  Properties: {ServiceName: orders-prod}",
    good: r"Orders:
  Type: AWS::ECS::Service
  Properties: {ServiceName: !Sub 'orders-${Environment}'}",
    fix: "Write the resource once, and deploy it as a stack or state for each environment, with its own values.",
    source: "https://12factor.net/build-release-run",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Kinds that run something or keep something, with the property that names them.
const NAMED: [(&str, &str); 11] = [
    ("autoscaling/group", "name"),
    ("dynamodb/table", "name"),
    ("ecs/cluster", "name"),
    ("ecs/service", "name"),
    ("ecs/task-definition", "family"),
    ("elasticache/replication-group", "replication_group_id"),
    ("elbv2/load-balancer", "name"),
    ("lambda/function", "function_name"),
    ("rds/cluster", "cluster_identifier"),
    ("rds/instance", "identifier"),
    ("sqs/queue", "name"),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, property) in NAMED {
        let mut known: BTreeMap<Vec<String>, (&Resource, String)> = BTreeMap::new();
        for resource in manifest.of(kind) {
            let Some(node) = resource.property(property) else { continue };
            let Some((rest, environment)) = node.text().and_then(split) else { continue };
            match known.get(&rest) {
                Some((_, other)) if *other == environment => {}
                Some((first, other)) => {
                    let message = format!(
                        "`{}` is for {other} and `{}` for {environment}",
                        first.address, resource.address
                    );
                    let help = "write it once, and deploy it to each environment as a stack";
                    findings
                        .at(resource, node, message, help)
                        .related("the other environment's", first.head);
                }
                None => drop(known.insert(rest, (resource, environment))),
            }
        }
    }
}

/// A name without the one word in it that is an environment, and that word.
fn split(text: &str) -> Option<(Vec<String>, String)> {
    let words = name::words(text);
    let (environments, rest): (Vec<_>, Vec<_>) =
        words.into_iter().partition(|it| name::is_environment(it));
    match <[String; 1]>::try_from(environments) {
        Ok([environment]) => Some((rest, environment)),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_one_environment() {
        let (rest, environment) = split("orders-staging").unwrap();
        assert_eq!((rest, &*environment), (vec!["orders".to_owned()], "staging"));
        for name in ["orders", "dev-to-prod", ""] {
            assert_eq!(split(name), None, "{name}");
        }
    }
}
