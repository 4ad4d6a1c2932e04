//! A stack that takes many values which other stacks export.

use std::collections::BTreeSet;

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, EXPORTED, Manifest, Span};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW3008`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW3008",
    name: "export-coupling",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A stack takes values that other stacks export, in five places or more.",
    why: "CloudFormation refuses to change or remove an export while a stack takes it: the exporting stack can only be changed after all that take from it",
    bad: r"VpcId: !ImportValue network-vpc",
    good: r"VpcId: '{{resolve:ssm:/network/vpc}}'",
    fix: "Take them from SSM parameters that the other stack writes, or from service discovery.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// How many places are many.
const MANY: usize = 5;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut places: BTreeSet<Span> = BTreeSet::new();
    let mut first = None;
    for resource in &manifest.resources {
        resource.properties.walk(&mut |node| {
            let is_import = matches!(&node.data, Data::Unknown(why) if *why == EXPORTED);
            if is_import && places.insert(node.span) {
                first.get_or_insert((resource, node));
            }
        });
    }
    if let Some((resource, node)) = first.filter(|_| places.len() >= MANY) {
        findings.at(
            resource,
            node,
            format!("the stack takes exports of other stacks in at least {} places", places.len()),
            "take them from SSM parameters, which their writer may change",
        );
    }
}
