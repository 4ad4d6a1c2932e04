//! Weights that somebody shifts and Terraform puts back.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, TERRAFORM, actions, policies};
use crate::rules::{Check, Lint, Rule};

/// `FW5003`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5003",
    name: "weights-not-ignored",
    severity: Severity::Warning,
    factor: Factor::BuildReleaseRun,
    what: "A weighted record, listener or listener rule does not ignore changes of its weights, and a function, state machine or CodeDeploy of the project may write them.",
    why: "the next `terraform apply` puts the weights back to what is written, in the middle of a shift or to the release before",
    bad: r#"resource "aws_lb_listener_rule" "web" {
  action { ... } # weights, which a state machine shifts
}"#,
    good: r#"resource "aws_lb_listener_rule" "web" {
  action { ... }
  lifecycle {
    ignore_changes = [action]
  }
}"#,
    fix: "Ignore changes of the argument that has the weights.",
    source: "https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TERRAFORM)),
};

/// What has weights, and who may write them.
struct Weighted {
    kind: &'static str,
    /// The argument that has the weights.
    argument: &'static str,
    /// What writes them, in lower case.
    action: &'static str,
}

const WEIGHTED: [Weighted; 3] = [
    Weighted {
        kind: "route53/record",
        argument: "weighted_routing_policy",
        action: "route53:changeresourcerecordsets",
    },
    Weighted {
        kind: "elbv2/listener",
        argument: "default_action",
        action: "elasticloadbalancing:modifylistener",
    },
    Weighted {
        kind: "elbv2/listener-rule",
        argument: "action",
        action: "elasticloadbalancing:modifyrule",
    },
];
/// Who shifts traffic: not who runs Terraform.
const SHIFTERS: [&str; 3] = ["lambda.", "states.", "codedeploy."];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    // CloudFormation leaves a resource alone whose template says the same as before.
    if !TERRAFORM.contains(&manifest.format) {
        return;
    }
    for weighted in &WEIGHTED {
        let mut writer = None;
        for resource in manifest.of(weighted.kind).filter(|it| !ignores(it, weighted.argument)) {
            // CodeDeploy moves a listener from one target group to the other, weights or not.
            let writer = match shifting_group(manifest, resource) {
                Some(group) => group,
                None if !has_weights(resource) => continue,
                None => match *writer.get_or_insert_with(|| writer_of(manifest, weighted.action)) {
                    Some(writer) => writer,
                    None => continue,
                },
            };
            let message = format!("`{}` puts back what something else shifts", resource.address);
            let help = format!("add `lifecycle {{ ignore_changes = [{}] }}`", weighted.argument);
            findings
                .missing(resource, "ignore_changes", message, help)
                .related("this shifts it", writer.head);
        }
    }
}

/// Whether a resource shares traffic out by weights.
fn has_weights(resource: &Resource) -> bool {
    if resource.is("route53/record") {
        return resource.property("weighted_routing_policy_weight").is_some();
    }
    actions(resource).iter().any(|action| {
        let groups = action.at("forward.target_group").map(Node::items).unwrap_or_default();
        groups.iter().any(|it| it.get("weight").is_some())
    })
}

/// Whether changes of an argument are ignored, or it is not known which are.
fn ignores(resource: &Resource, argument: &str) -> bool {
    let Some(ignored) = resource.meta.at("lifecycle.ignore_changes") else { return false };
    let items = ignored.items();
    let is_it = |text: &str| text == "all" || text.split(['.', '[']).next() == Some(argument);
    items.is_empty() && ignored.text().is_none_or(is_it)
        || items.iter().any(|it| it.text().is_none_or(is_it))
}

/// The deployment group that moves a listener from one target group to the other.
fn shifting_group<'m>(manifest: &'m Manifest, listener: &Resource) -> Option<&'m Resource> {
    manifest.of("codedeploy/deployment-group").find(|group| {
        manifest.targets(&group.properties).iter().any(|it| std::ptr::eq(*it, listener))
    })
}

/// What lets somebody who shifts traffic take an action.
fn writer_of<'m>(manifest: &'m Manifest, action: &str) -> Option<&'m Resource> {
    let policies = policies(manifest).into_iter();
    let mut writers = policies.filter(|policy| {
        policy.roles.iter().any(|role| is_shifter(role))
            && policy.statements().iter().any(|statement| {
                statement.allows()
                    && statement
                        .each("Action")
                        .iter()
                        .any(|it| it.text().is_some_and(|it| allows(it, action)))
            })
    });
    writers.next().map(|policy| policy.says)
}

fn is_shifter(role: &Resource) -> bool {
    let mut found = false;
    if let Some(trust) = role.property("assume_role_policy") {
        trust.walk(&mut |node| {
            let text = node.text().unwrap_or_default();
            found |= SHIFTERS.iter().any(|it| text.starts_with(it));
        });
    }
    found
}

/// Whether a pattern of the same service matches an action.
fn allows(pattern: &str, action: &str) -> bool {
    let pattern = pattern.to_lowercase();
    pattern == action
        || pattern
            .strip_suffix('*')
            .is_some_and(|start| start.contains(':') && action.starts_with(start))
}
