//! A store that a service uses and cannot reach.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{EcsService, Findings, Way, groups_in, openings, services};
use crate::rules::{Check, Lint, Rule};

/// `FW6191`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6191",
    name: "store-out-of-reach",
    severity: Severity::Warning,
    factor: Factor::BackingServices,
    what: "The security groups of a store let nothing of a service in that is given its address.",
    why: "the service starts and runs into a timeout at its first query",
    bad: "DatabaseIngress:
  Type: AWS::EC2::SecurityGroupIngress
  Properties: {GroupId: !Ref Database, IpProtocol: tcp, FromPort: 3306, ToPort: 3306, SourceSecurityGroupId: !Ref Tasks}",
    good: "DatabaseIngress:
  Type: AWS::EC2::SecurityGroupIngress
  Properties: {GroupId: !Ref Database, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Tasks}",
    fix: "Allow the port of the store from the group of the service.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const STORES: [(&str, &str); 3] = [
    ("rds/cluster", "vpc_security_group_ids"),
    ("rds/instance", "vpc_security_group_ids"),
    ("elasticache/replication-group", "security_group_ids"),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let Some(task) = service.task() else { continue };
        let used = manifest.targets(&task.properties);
        for (kind, property) in STORES {
            for store in manifest.of(kind) {
                if used.iter().any(|it| std::ptr::eq(*it, store)) {
                    tell(&service, store, property, findings);
                }
            }
        }
    }
}

fn tell(
    service: &EcsService<'_>,
    store: &Resource,
    property: &str,
    findings: &mut Findings<'_>,
) -> Option<()> {
    let manifest = service.manifest;
    let store = manifest.resources.iter().find(|it| std::ptr::eq(*it, store))?;
    let groups = service.resource.properties.at("network_configuration.security_groups")?;
    let own = groups_in(manifest, groups)?;
    let list = store.property(property)?;
    let port = port(store)?;
    for group in groups_in(manifest, list)? {
        if openings(manifest, group, Way::In)?.iter().any(|it| it.may_let(port, &own)) {
            return None;
        }
    }
    let (name, user) = (&store.address, &service.resource.address);
    let message = format!("`{name}` lets nothing of `{user}` in on port {port}");
    let help = format!("allow TCP port {port} from the security group of the service");
    findings.at(store, list, message, help).related("the service", service.resource.head);
    Some(())
}

/// The port of a store: what is written, or the default of its engine.
fn port(store: &Resource) -> Option<i64> {
    if let Some(port) = store.property("port") {
        return port.integer();
    }
    if store.is("elasticache/replication-group") {
        return Some(6379);
    }
    let engine = store.property("engine").and_then(Node::text)?;
    match engine {
        "postgres" | "aurora-postgresql" => Some(5432),
        "mysql" | "mariadb" | "aurora-mysql" => Some(3306),
        _ => None,
    }
}
