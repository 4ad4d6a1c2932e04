//! Whether somebody's code may shift traffic: its role says so.

use crate::ir::lifted::{Manifest, Node, Resource};

/// What shifts traffic.
///
/// Sources: <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html>,
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html>
const SHIFTING: [&str; 3] = [
    "route53:changeresourcerecordsets",
    "elasticloadbalancing:modifyrule",
    "elasticloadbalancing:modifylistener",
];

/// Whether the role of a function, as far as this manifest says, lets it shift traffic.
pub(super) fn may_shift(manifest: &Manifest, function: &Resource) -> bool {
    let role = ["role", "Role"].into_iter().find_map(|name| function.property(name));
    let Some(role) = role.and_then(|it| manifest.target(it)) else { return false };
    let is_of_role = |it: &&Resource| {
        let is_policy = it.kind_name().starts_with("iam/") || it.type_name.contains("IAM");
        let mentions = || manifest.targets(&it.properties).iter().any(|it| std::ptr::eq(*it, role));
        std::ptr::eq(*it, role) || (is_policy && mentions())
    };
    let policies = manifest.resources.iter().filter(is_of_role);
    policies.into_iter().any(|policy| {
        let mut found = false;
        policy.properties.walk(&mut |node| found |= allows(node));
        found
    })
}

/// Whether a statement allows to shift traffic.
fn allows(statement: &Node) -> bool {
    if statement.get("Effect").and_then(Node::text) != Some("Allow") {
        return false;
    }
    let Some(action) = statement.get("Action") else { return false };
    let several = action.items().iter();
    let mut actions = several.chain([action]).filter_map(Node::text);
    actions.any(|it| SHIFTING.iter().any(|wanted| matches(&it.to_ascii_lowercase(), wanted)))
}

/// Whether a pattern with `*` matches a text.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        let Some(at) = text.find(part) else { return false };
        text = &text[at + part.len()..];
    }
    text.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        assert!(matches("route53:*", SHIFTING[0]));
        assert!(matches("*", SHIFTING[1]));
        assert!(matches("elasticloadbalancing:modify*", SHIFTING[2]));
        assert!(!matches("elasticloadbalancing:describe*", SHIFTING[2]));
        assert!(!matches("route53:change*tags", SHIFTING[0]));
    }
}
