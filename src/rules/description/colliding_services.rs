//! Two services whose names are the same, or the same but for case and hyphens.

use crate::diag::{Factor, Message, Severity};
use crate::spec::Service;

use crate::rules::{Check, Finding, Index, Place, Rule};

/// `FW4011`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4011",
    name: "colliding-services",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "Two services have names that differ in nothing but case and punctuation.",
    why: "both would have the same logical ID, address and stacks",
    bad: r#"const A: Service = Service::worker("web-api", BUILD); const B: Service = Service::worker("webapi", BUILD);"#,
    good: r#"const A: Service = Service::worker("web-api", BUILD); const B: Service = Service::worker("web-jobs", BUILD);"#,
    fix: "Rename one, and keep its identity with `was(NAME)` if it is deployed.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
    waivable: false,
    check: Check::App(walk),
    lint: None,
};

/// Judges every service beside the first with its name.
pub(in crate::rules) fn walk<'a>(index: &Index<'_, 'a>, found: &mut Vec<Finding<'a>>) {
    for services in index.names.values() {
        let Some((first, later)) = services.split_first() else { continue };
        found.extend(
            later.iter().filter_map(|it| judge(index.services[*first], index.services[*it])),
        );
    }
}

/// Judges a service beside an earlier one.
pub(crate) const fn judge<'a>(earlier: &Service<'a>, later: &Service<'a>) -> Option<Finding<'a>> {
    if earlier.hash() != later.hash() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::of(later.name()),
        later.at(),
        Message::of("services ")
            .code(earlier.name())
            .text(" and ")
            .code(later.name())
            .text(" cannot be told apart"),
        Message::of("rename one; `.was(\"")
            .text(later.name())
            .text("\")` keeps the identity of what is deployed"),
    ))
}
