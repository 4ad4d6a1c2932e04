//! Auto Scaling groups and the load balancers in front of them.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

/// Whether a load balancer surely sends requests to the instances of a group.
pub(crate) fn balanced_by(manifest: &Manifest, group: &Resource) -> bool {
    let lists = ["target_group_arns", "load_balancers", "traffic_sources"];
    let is_filled = |name| {
        let node = group.property(name).map(Node::known);
        node.is_some_and(|it| matches!(&it.data, Data::List(items) if !items.is_empty()))
    };
    let attaches = |it: &Resource| {
        let node = it.property("autoscaling_group_name").and_then(|it| manifest.target(it));
        node.is_some_and(|it| std::ptr::eq(it, group))
    };
    lists.into_iter().any(is_filled) || manifest.of("aws_autoscaling_attachment").any(attaches)
}
