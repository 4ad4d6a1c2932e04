//! EFS volumes that need encryption in transit and have none.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, TASKS, Volumes, volumes};
use crate::rules::{Check, Lint, Rule};

/// `FW6124`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6124",
    name: "efs-without-transit-encryption",
    severity: Severity::Error,
    factor: Factor::BackingServices,
    what: "An EFS volume is used with IAM or by an access point, without encryption in transit.",
    why: "ECS refuses the task definition: both need encryption in transit",
    bad: r"EFSVolumeConfiguration:
  FilesystemId: fs-1
  AuthorizationConfig: {IAM: ENABLED}",
    good: r"EFSVolumeConfiguration:
  FilesystemId: fs-1
  TransitEncryption: ENABLED
  AuthorizationConfig: {IAM: ENABLED}",
    fix: "Set transit encryption to `ENABLED`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in manifest.of("ecs/task-definition") {
        let Volumes { entries, .. } = volumes(task);
        for efs in entries.iter().filter_map(|it| it.get("efs_volume_configuration")) {
            let Some(asks) = efs.get("authorization_config") else { continue };
            let by = match (asks.get("access_point_id"), asks.get("iam").and_then(Node::text)) {
                (Some(_), _) => "by an access point",
                (None, Some("ENABLED")) => "with IAM",
                (None, _) => continue,
            };
            let written = efs.get("transit_encryption");
            if written.map_or(Some("DISABLED"), Node::text) != Some("DISABLED") {
                continue;
            }
            let message = format!("the file system is used {by}, but not encrypted in transit");
            let help = "set its transit encryption to `ENABLED`";
            match written {
                Some(node) => findings.at(task, node, message, help),
                None => findings.missing_in(task, efs, "transit_encryption", message, help),
            };
        }
    }
}
