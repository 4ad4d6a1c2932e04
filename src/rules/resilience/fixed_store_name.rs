//! A store whose name is written out, so that there can be one alone.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Manifest, Node, Resource};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW2018`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2018",
    name: "fixed-store-name",
    severity: Severity::Info,
    factor: Factor::Codebase,
    what: "A table, bucket, queue or database has a literal name.",
    why: "one codebase has many deploys: with a fixed name the second one in an account fails, and so does a change that replaces the store",
    bad: "TableName: CanaryTable",
    good: "TableName: !Sub ${AWS::StackName}-canary",
    fix: "Leave the name out, or make it of the stack's or environment's name.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// What names a store, in the kinds that have one.
const NAMES: &[&str] = &["name", "bucket", "identifier", "cluster_identifier"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let is_store = |it: &&Resource| {
        it.kind.is_some_and(|kind| kind.stateful) && !it.is("rds/cluster-instance")
    };
    for store in manifest.resources.iter().filter(is_store) {
        for name in NAMES.iter().filter_map(|name| store.property(name)) {
            let Some(text) = literal(name) else { continue };
            findings.at(
                store,
                name,
                format!("`{}` is always called `{text}`", store.address),
                "leave the name out, or make it of the environment's name",
            );
        }
    }
}

/// Text that stands there itself: a parameter's default may be overridden.
fn literal(node: &Node) -> Option<&str> {
    match &node.data {
        Data::Text(text) => Some(text),
        _ => None,
    }
}
