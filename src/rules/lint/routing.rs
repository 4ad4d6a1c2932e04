//! How requests reach target groups: listeners, their rules, and what these do.

use crate::ir::lifted::{Manifest, Node, Resource};

use super::slots::entries;

/// The actions of a listener or a rule.
pub(crate) fn actions(resource: &Resource) -> Vec<&Node> {
    let name = if resource.is("elbv2/listener") { "default_action" } else { "action" };
    entries(resource.property(name))
}

/// The target groups of the manifest that an action forwards to, each with the value that says so.
pub(crate) fn forwards<'m>(
    manifest: &'m Manifest,
    action: &'m Node,
) -> Vec<(&'m Resource, &'m Node)> {
    let weighted = entries(action.at("forward.target_group")).into_iter();
    let arns = weighted.filter_map(|it| it.get("arn")).chain(action.get("target_group_arn"));
    let targets = arns.flat_map(|arn| manifest.targets(arn).into_iter().map(move |it| (it, arn)));
    targets.filter(|(it, _)| it.is("elbv2/target-group")).collect()
}

/// The listeners and rules of a manifest.
pub(crate) fn routers(manifest: &Manifest) -> impl Iterator<Item = &Resource> {
    manifest.resources.iter().filter(|it| it.is("elbv2/listener") || it.is("elbv2/listener-rule"))
}

/// The listeners and rules that lead to a target group.
pub(crate) fn leading<'m>(manifest: &'m Manifest, group: &Resource) -> Vec<&'m Resource> {
    let leads = |router: &&Resource| {
        let actions = actions(router);
        let mut groups = actions.iter().flat_map(|it| forwards(manifest, it));
        groups.any(|(it, _)| std::ptr::eq(it, group))
    };
    routers(manifest).filter(leads).collect()
}

/// The listener that a rule belongs to, if this manifest has it.
pub(crate) fn listener_of<'m>(manifest: &'m Manifest, rule: &'m Resource) -> Option<&'m Resource> {
    manifest.target(rule.property("listener_arn")?).filter(|it| it.is("elbv2/listener"))
}
