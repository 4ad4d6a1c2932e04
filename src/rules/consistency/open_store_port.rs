//! A port of stores or administrators that is open to everyone.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, Ports, ingress};
use crate::rules::{Check, Lint, Rule};

/// `FW6192`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6192",
    name: "open-store-port",
    severity: Severity::Warning,
    factor: Factor::BackingServices,
    what: "A security group lets everyone in on the port of a store, of an administration protocol, or on all ports.",
    why: "such ports are tried all day: one default password or one known hole, and the data is gone",
    bad: "{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 0.0.0.0/0}",
    good: "{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Tasks}",
    fix: "Let in the security groups of those who use it.",
    source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Ports with what listens there. SSH has a rule of its own.
const PORTS: [(i64, &str); 14] = [
    (1433, "SQL Server"),
    (1521, "Oracle"),
    (2049, "NFS"),
    (2375, "the Docker daemon"),
    (3306, "MySQL"),
    (3389, "remote desktops"),
    (5432, "PostgreSQL"),
    (5439, "Redshift"),
    (5672, "RabbitMQ"),
    (6379, "Redis"),
    (9092, "Kafka"),
    (9200, "Elasticsearch"),
    (11211, "Memcached"),
    (27017, "MongoDB"),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for opening in ingress(manifest) {
        if !opening.is_for_everyone() {
            continue;
        }
        let what = match opening.ports() {
            Ports::All => "all ports".to_owned(),
            Ports::Range(from, to) => {
                let inside = |(port, _): &&(i64, &str)| (from..=to).contains(port);
                let Some((port, who)) = PORTS.iter().find(inside) else { continue };
                if from == to {
                    format!("port {port}, of {who}")
                } else {
                    format!("ports {from} to {to}, which has {port} of {who}")
                }
            }
            Ports::Other | Ports::Unknown => continue,
        };
        let message = format!("`{}` lets everyone in on {what}", opening.resource.address);
        let help = "let in the security groups of those who use it";
        findings.at(opening.resource, opening.node, message, help);
    }
}
