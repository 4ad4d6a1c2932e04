//! Instances that stay although the load balancer gave them up.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest};

use crate::rules::lint::{Findings, Safety, balanced_by, term};
use crate::rules::{Check, Lint, Rule};

/// `FW0907`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0907",
    name: "asg-ec2-health-behind-lb",
    severity: Severity::Warning,
    factor: Factor::Disposability,
    what: "An Auto Scaling group behind a load balancer judges its instances by EC2 alone.",
    why: "an instance that runs and does not answer is never replaced: the load balancer leaves it out, and capacity is missing until somebody looks",
    bad: r"TargetGroupARNs: [!Ref Targets]
HealthCheckType: EC2",
    good: r"TargetGroupARNs: [!Ref Targets]
HealthCheckType: ELB",
    fix: "Set the type of the health check to `ELB`, with a grace period as long as a start takes.",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).repaired(Safety::Unsafe)),
};

/// Judges what is written or left out; a choice may go with that of the load balancer.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let name = "health_check_type";
    for group in manifest.of("autoscaling/group").filter(|it| balanced_by(manifest, it)) {
        let written = group.property(name);
        let is_ec2 = match written {
            Some(node) => match &node.data {
                Data::Text(text) => text.split(',').all(|it| ["EC2", "EBS"].contains(&it.trim())),
                _ => false,
            },
            None => group.properties.lacks(name),
        };
        if !is_ec2 {
            continue;
        }
        let address = &group.address;
        let message = format!("`{address}` keeps instances that its load balancer finds unhealthy");
        let help = format!("set {} to `ELB`", term(manifest, group, name));
        let found = match written {
            Some(node) => findings.at(group, node, message, help),
            None => findings.missing(group, name, message, help),
        };
        found.set(&["health_check_type"], Data::Text("ELB".into()));
    }
}
