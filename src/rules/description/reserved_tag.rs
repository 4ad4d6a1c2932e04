//! A tag that formwork or AWS sets.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4029`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4029",
    name: "reserved-tag",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A tag of the app is called `app`, `environment`, `owner` or `service`, or starts with `aws:`.",
    why: "the value that names the resource for cost and ownership would be lost, or AWS refuses the tag",
    bad: r#".tags(&[("owner", "me")])"#,
    good: r#".tags(&[("cost-center", "4711")])"#,
    fix: "Choose another key.",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    waivable: false,
    check: Check::Whole(judge),
    lint: None,
};

/// Whether a tag key belongs to formwork or AWS.
pub(in crate::rules) const fn is_reserved(key: &str) -> bool {
    text::eq(key, "app")
        || text::eq(key, "environment")
        || text::eq(key, "owner")
        || text::eq(key, "service")
        || text::starts_with(key, "aws:")
}

/// Judges an app.
pub(crate) const fn judge<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    let tags = app.tag_list();
    let mut i = 0;
    while i < tags.len() && !is_reserved(tags[i].0) {
        i += 1;
    }
    if i == tags.len() {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place(app.name(), "tags", tags[i].0),
        app.at(),
        Message::of("tag ").code(tags[i].0).text(" is set by formwork or AWS"),
        Message::of("choose another key"),
    ))
}
