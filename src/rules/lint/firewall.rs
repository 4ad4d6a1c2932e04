//! What security groups let through.
//!
//! Only what is known in full counts: a group whose rules may stand elsewhere answers `None`.

use crate::ir::lifted::{Data, Format, Manifest, Node, Resource};

/// Which way traffic goes, as the group sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Towards what is in the group.
    In,
    /// Away from it.
    Out,
}

/// A rule of a security group.
#[derive(Clone, Debug)]
pub(crate) struct Opening<'m> {
    /// The resource that it is written in.
    pub resource: &'m Resource,
    /// The rule.
    pub node: &'m Node,
    ports: Ports,
    peers: Vec<Peer<'m>>,
}

/// The TCP ports that a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ports {
    /// Any, of any protocol.
    All,
    /// From one to another.
    Range(i64, i64),
    /// None: it is for another protocol.
    Other,
    /// Not known.
    Unknown,
}

/// Whom a rule is for.
#[derive(Clone, Copy, Debug)]
enum Peer<'m> {
    Group(&'m Resource),
    Everyone,
    /// A network, or what is not known.
    Somebody,
}

/// The security groups in a list; `None` if one of them is not of this manifest.
pub(crate) fn groups_in<'m>(manifest: &'m Manifest, list: &'m Node) -> Option<Vec<&'m Resource>> {
    let group = |it: &'m Node| manifest.target(it).filter(|it| it.is("ec2/security-group"));
    let groups: Option<Vec<_>> = list.items().iter().map(group).collect();
    groups.filter(|it| !it.is_empty())
}

/// The rules of a group; `None` if it may have others.
pub(crate) fn openings<'m>(
    manifest: &'m Manifest,
    group: &'m Resource,
    way: Way,
) -> Option<Vec<Opening<'m>>> {
    let mut found = Vec::new();
    for name in inline(way) {
        let branches = group.property(name).map(Node::branches).unwrap_or_default();
        for list in branches {
            let Data::List(items) = &list.data else { return None };
            let rules = items.iter().flat_map(Node::branches);
            for rule in rules {
                found.push(Opening::new(manifest, group, group, rule)?);
            }
        }
    }
    for rule in manifest.resources.iter().filter(|it| is_rule(it, way)) {
        let of = manifest.target(rule.property("security_group_id")?)?;
        if std::ptr::eq(of, group) {
            found.push(Opening::new(manifest, rule, group, &rule.properties)?);
        }
    }
    // A module that is not here may be given the group.
    let is_local = |it: &Resource| {
        let source = it.property("source").and_then(Node::text);
        source.is_some_and(|it| it.starts_with("./") || it.starts_with("../"))
    };
    if !manifest.of("module-call").all(is_local) {
        return None;
    }
    // The rule that lets everything out stays beside those of other resources.
    let has_none = group.property("egress").is_none_or(is_nothing);
    if way == Way::Out && has_none && manifest.format == Format::CloudFormation {
        let (ports, peers) = (Ports::All, vec![Peer::Everyone]);
        found.push(Opening { resource: group, node: &group.properties, ports, peers });
    }
    Some(found)
}

const fn inline(way: Way) -> [&'static str; 2] {
    match way {
        Way::In => ["ingress", "inline_ingress"],
        Way::Out => ["egress", "inline_egress"],
    }
}

/// Whether it is a rule beside its group.
fn is_rule(resource: &Resource, way: Way) -> bool {
    let direction = || resource.property("type").and_then(Node::text);
    match (resource.kind_name(), way) {
        ("ec2/ingress-rule", Way::In) | ("ec2/egress-rule", Way::Out) => true,
        ("ec2/security-group-rule", Way::In) => direction() != Some("egress"),
        ("ec2/security-group-rule", Way::Out) => direction() != Some("ingress"),
        _ => false,
    }
}

/// Every rule of a manifest for incoming traffic, whatever its group.
pub(crate) fn ingress(manifest: &Manifest) -> Vec<Opening<'_>> {
    let mut found = Vec::new();
    for resource in &manifest.resources {
        if resource.is("ec2/security-group") {
            for list in inline(Way::In).into_iter().filter_map(|name| resource.property(name)) {
                let rules = list.branches().into_iter().flat_map(Node::items);
                let rules = rules.flat_map(Node::branches);
                found.extend(rules.filter_map(|it| Opening::new(manifest, resource, resource, it)));
            }
        } else if is_rule(resource, Way::In) && !may_be_egress(resource) {
            found.extend(Opening::new(manifest, resource, resource, &resource.properties));
        }
    }
    found
}

/// Whether the direction of a rule is not known.
fn may_be_egress(rule: &Resource) -> bool {
    let direction = rule.property("type").and_then(Node::text);
    rule.is("ec2/security-group-rule") && direction != Some("ingress")
}

impl<'m> Opening<'m> {
    /// A rule of a group; `None` if it is not written out.
    fn new(
        manifest: &'m Manifest,
        resource: &'m Resource,
        group: &'m Resource,
        node: &'m Node,
    ) -> Option<Self> {
        if node.fields().is_empty() {
            return None;
        }
        let mut peers = Vec::new();
        for name in ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"] {
            let branches = node.get(name).map(Node::branches).unwrap_or_default();
            for value in branches {
                let each = if value.items().is_empty() {
                    vec![value]
                } else {
                    value.items().iter().flat_map(Node::branches).collect()
                };
                peers.extend(each.into_iter().filter(|it| !is_nothing(it)).map(
                    |it| match it.text() {
                        Some("0.0.0.0/0" | "::/0") => Peer::Everyone,
                        _ => Peer::Somebody,
                    },
                ));
            }
        }
        for name in ["referenced_security_group_id", "source_security_group_id", "security_groups"]
        {
            let branches = node.get(name).map(Node::branches).unwrap_or_default();
            for value in branches {
                let each: Vec<&Node> = if value.items().is_empty() {
                    vec![value]
                } else {
                    value.items().iter().collect()
                };
                peers.extend(each.into_iter().filter(|it| !is_nothing(it)).map(|it| {
                    let target = manifest.target(it).filter(|it| it.is("ec2/security-group"));
                    target.map_or(Peer::Somebody, Peer::Group)
                }));
            }
        }
        match node.get("self").map(Node::bool) {
            Some(Some(true)) => peers.push(Peer::Group(group)),
            Some(None) => peers.push(Peer::Somebody),
            Some(Some(false)) | None => {}
        }
        let others = ["prefix_list_id", "prefix_list_ids", "source_security_group_name"];
        if others.into_iter().filter_map(|it| node.get(it)).any(|it| !is_nothing(it)) {
            peers.push(Peer::Somebody);
        }
        Some(Self { resource, node, ports: ports(node), peers })
    }

    /// The ports.
    pub(crate) const fn ports(&self) -> Ports {
        self.ports
    }

    /// Whether it surely is for everyone.
    pub(crate) fn is_for_everyone(&self) -> bool {
        self.peers.iter().any(|it| matches!(it, Peer::Everyone))
    }

    /// Whether it may let a port through for one of some groups.
    pub(crate) fn may_let(&self, port: i64, groups: &[&Resource]) -> bool {
        let is_port = match self.ports {
            Ports::All | Ports::Unknown => true,
            Ports::Range(from, to) => (from..=to).contains(&port),
            Ports::Other => false,
        };
        let is_peer = |it: &Peer<'_>| match it {
            Peer::Group(group) => groups.iter().any(|it| std::ptr::eq(*it, *group)),
            Peer::Everyone | Peer::Somebody => true,
        };
        is_port && self.peers.iter().any(is_peer)
    }
}

/// An empty list, as Terraform fills in what is not written.
fn is_nothing(node: &Node) -> bool {
    matches!(&node.data, Data::List(items) if items.is_empty()) || node.is_absent()
}

fn ports(rule: &Node) -> Ports {
    let protocol = rule.get("ip_protocol").or_else(|| rule.get("protocol"));
    let Some(protocol) = protocol.and_then(Node::literal_text) else { return Ports::Unknown };
    let port = |name: &str| rule.get(name).and_then(Node::integer);
    match &*protocol.to_lowercase() {
        "-1" | "all" => Ports::All,
        "tcp" | "6" => match (port("from_port"), port("to_port")) {
            (Some(-1), _) => Ports::All,
            (Some(from), Some(to)) => Ports::Range(from, to),
            _ => Ports::Unknown,
        },
        _ => Ports::Other,
    }
}
