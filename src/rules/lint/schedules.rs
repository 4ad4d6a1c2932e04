//! The schedule expressions of a manifest; [`spec::schedule`](crate::spec::schedule) judges them.

use crate::ir::lifted::{Manifest, Node, Resource};
use crate::spec::schedule::Clock;

/// An expression in a manifest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schedule<'m> {
    /// What has it.
    pub resource: &'m Resource,
    /// What reads it.
    pub clock: Clock,
    /// Where it stands.
    pub node: &'m Node,
    /// The expression.
    pub text: &'m str,
}

/// The expressions of a manifest that are known.
pub(crate) fn schedules(manifest: &Manifest) -> Vec<Schedule<'_>> {
    let mut found = Vec::new();
    for resource in &manifest.resources {
        let (clock, nodes): (_, Vec<&Node>) = match resource.kind_name() {
            "events/rule" => {
                (Clock::Rule, resource.property("schedule_expression").into_iter().collect())
            }
            "scheduler/schedule" => {
                (Clock::Scheduler, resource.property("schedule_expression").into_iter().collect())
            }
            "applicationautoscaling/target" => {
                let actions = resource.property("scheduled_action").map(Node::items);
                let actions = actions.unwrap_or_default().iter().flat_map(Node::branches);
                (Clock::Scaling, actions.filter_map(|it| it.get("schedule")).collect())
            }
            _ => continue,
        };
        for node in nodes.into_iter().flat_map(Node::branches) {
            let text = node.text().filter(|it| !it.is_empty() && !it.contains("{{resolve:"));
            found.extend(text.map(|text| Schedule { resource, clock, node, text }));
        }
    }
    found
}
