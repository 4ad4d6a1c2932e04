//! A service that keeps its data in many kinds of stores.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, containers_of, services};
use crate::rules::{Check, Lint, Rule};

/// `FW2201`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2201",
    name: "service-with-many-stores",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A service gets the addresses or secrets of three different kinds of stores, or more.",
    why: "nothing keeps the stores consistent when the service stops between two of them, and it has a client, a schema and a backup for each",
    bad: r"Environment:
  - {Name: TABLE, Value: !Ref Table}
  - {Name: BUCKET, Value: !Ref Bucket}
  - {Name: CACHE, Value: !GetAtt Cache.PrimaryEndPoint.Address}",
    good: r"Environment:
  - {Name: TABLE, Value: !Ref Table}",
    fix: "Let one service keep each kind of data, and say in one place which store has what.",
    source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/modernization-data-persistence/welcome.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// Kinds of stores, and what they are called.
const STORES: [(&str, &str); 9] = [
    ("docdb/cluster", "DocumentDB"),
    ("dynamodb/table", "DynamoDB"),
    ("efs/file-system", "EFS"),
    ("elasticache/replication-group", "ElastiCache"),
    ("neptune/cluster", "Neptune"),
    ("opensearch/domain", "OpenSearch"),
    ("rds/cluster", "RDS"),
    ("rds/instance", "RDS"),
    ("s3/bucket", "S3"),
];
/// How many kinds are many.
const MANY: usize = 3;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let Some(task) = service.task() else { continue };
        let mut kinds: Vec<&str> = Vec::new();
        for container in containers_of(task) {
            let lists = ["environment", "secrets"].into_iter().filter_map(|it| container.get(it));
            for item in lists.flat_map(Node::branches).flat_map(Node::items) {
                for target in manifest.targets(item) {
                    let store = STORES.iter().find(|(kind, _)| target.is(kind));
                    kinds.extend(store.map(|(_, title)| *title));
                }
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() >= MANY {
            let message = format!(
                "`{}` uses {} kinds of stores: {}",
                service.resource.address,
                kinds.len(),
                kinds.join(", ")
            );
            findings.missing(
                service.resource,
                "stores",
                message,
                "let one service keep each kind of data",
            );
        }
    }
}
