//! A way in for administration by SSH.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::lint::{Findings, container_hosts, term};
use crate::rules::{Check, Lint, Rule, name};

/// `FW1202`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1202",
    name: "ssh-admin",
    severity: Severity::Warning,
    factor: Factor::AdminProcesses,
    what: "Port 22 is open to the whole internet, or a container instance is started with a key pair.",
    why: "what is done by hand in a shell is in no release and repeats on no other host, and an open port 22 is tried by everybody",
    bad: r"SecurityGroupIngress:
  - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}",
    good: r"SecurityGroupIngress:
  - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}",
    fix: "Use Session Manager or ECS Exec, which need no open port and keep a record; run tasks for what is done regularly.",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const SSH: i64 = 22;
/// Kinds that have ingress rules, and where.
const GROUPS: [(&str, &str); 3] = [
    ("ec2/security-group", "ingress"),
    ("ec2/security-group", "inline_ingress"),
    ("ec2/default-security-group", "ingress"),
];
/// Kinds that are one ingress rule.
const RULES: [&str; 2] = ["ec2/ingress-rule", "ec2/security-group-rule"];
/// Where a rule says who may come in.
const SOURCES: [&str; 4] = ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"];
/// Words of what is there for SSH.
const SERVERS: [&str; 8] =
    ["bastion", "jump", "jumphost", "jumpbox", "sftp", "git", "gitlab", "gitea"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for (kind, list) in GROUPS {
        for group in manifest.of(kind).filter(|it| !serves_ssh(it)) {
            let rules = group.property(list).map(Node::branches).unwrap_or_default();
            for rule in rules.into_iter().flat_map(Node::items).flat_map(Node::branches) {
                judge_rule(group, rule, findings);
            }
        }
    }
    for kind in RULES {
        for rule in manifest.of(kind).filter(|it| !serves_ssh(it)) {
            let way = rule.property("type").map(Node::text);
            let group = rule.property("security_group_id").and_then(|it| manifest.target(it));
            if way.is_none_or(|it| it == Some("ingress")) && !group.is_some_and(serves_ssh) {
                judge_rule(rule, &rule.properties, findings);
            }
        }
    }
    judge_hosts(manifest, findings);
}

/// Judges a rule for incoming traffic.
fn judge_rule(resource: &Resource, rule: &Node, findings: &mut Findings<'_>) {
    let port = |name| rule.get(name).and_then(Node::integer);
    let (Some(from), Some(to)) = (port("from_port"), port("to_port")) else { return };
    // A rule for every port is about no one of them.
    let is_all = from <= 0 && to >= 65535 || from == 0 && to == 0;
    let protocol = rule.get("ip_protocol").or(rule.get("protocol")).and_then(Node::text);
    let is_tcp = matches!(protocol, Some("tcp" | "TCP" | "6"));
    if !is_tcp || is_all || !(from..=to).contains(&SSH) {
        return;
    }
    for source in SOURCES.iter().filter_map(|it| rule.get(it)).flat_map(Node::branches) {
        let items = source.items();
        let each: Vec<&Node> = if items.is_empty() { vec![source] } else { items.iter().collect() };
        for node in each.into_iter().flat_map(Node::branches) {
            let Some(range) = node.text().filter(|it| matches!(*it, "0.0.0.0/0" | "::/0")) else {
                continue;
            };
            findings.at(
                resource,
                node,
                format!("`{}` lets `{range}` in on port 22", resource.address),
                "close it, and use Session Manager or ECS Exec",
            );
        }
    }
}

/// Judges the key pairs of container instances. A choice may be for one environment only.
fn judge_hosts(manifest: &Manifest, findings: &mut Findings<'_>) {
    for host in container_hosts(manifest) {
        let Some(key) = host.resource.property("key_name") else { continue };
        if matches!(key.data, Data::Text(_) | Data::Reference(..)) {
            let property = term(manifest, host.resource, "key_name");
            findings.at(
                host.resource,
                key,
                format!("`{}` starts container instances with a key pair", host.resource.address),
                format!("remove {property}, and use Session Manager or ECS Exec"),
            );
        }
    }
}

/// Whether a resource says by its name that it is there for SSH.
fn serves_ssh(resource: &Resource) -> bool {
    let said = ["name", "description"].into_iter().filter_map(|it| resource.property(it)?.text());
    let mut texts = said.chain([&*resource.address]);
    texts.any(|it| name::words(it).iter().any(|word| SERVERS.contains(&&**word)))
}
