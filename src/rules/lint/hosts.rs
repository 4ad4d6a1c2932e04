//! Instances that tasks may run on, as far as the manifest starts them.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

/// The kinds of what starts instances.
const HOSTS: [&str; 3] =
    ["ec2/instance", "ec2/launch-template", "autoscaling/launch-configuration"];

/// What a manifest says of the instances that tasks may run on.
#[derive(Clone, Debug)]
pub(crate) struct Host<'m> {
    /// What starts them.
    pub resource: &'m Resource,
    /// Every literal part of their user data.
    pub script: String,
}

/// What starts the container instances of a manifest: their user data joins a cluster.
pub(crate) fn container_hosts(manifest: &Manifest) -> Vec<Host<'_>> {
    let hosts = manifest.resources.iter().filter(|it| HOSTS.contains(&it.kind_name()));
    let host = |it| Host { resource: it, script: script(it) };
    hosts.map(host).filter(|it| it.script.contains("ECS_CLUSTER")).collect()
}

/// Every literal text in what an instance is started with, and in its metadata for `cfn-init`.
fn script(host: &Resource) -> String {
    let mut script = String::new();
    let mut add = |node: &Node| {
        if let Data::Text(text) = &node.data {
            script.push_str(text);
            script.push('\n');
        }
    };
    host.properties.walk(&mut |node| add(node));
    host.meta.walk(&mut |node| add(node));
    script
}
