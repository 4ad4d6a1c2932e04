//! An image that is built for each environment.

use crate::diag::{Factor, Severity};

use crate::rules::parity::{Class, Comparison, Differences, Leaf, Split, Topic, Value, canonical};
use crate::rules::{Check, Lint, Rule};

/// `FW0506`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0506",
    name: "rebuilt-per-env",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "The image of one service has the name of an environment in its repository or tag.",
    why: "what was tested is not what is deployed: each environment runs a build of its own",
    bad: r#"# container_version in dev and prod
"container_version": "1.4.0-dev"  # and 1.4.0-prod"#,
    good: r#"# container_version everywhere
"container_version": "1.4.0""#,
    fix: "Build once, and promote the digest.",
    source: "https://12factor.net/build-release-run",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Error, judge)),
};

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    for (leaf, heads) in comparison.leaves() {
        if leaf.class == Class::Equal(Topic::Image) && is_rebuilt(comparison, leaf) {
            let written = |value: Option<&Value>| value.map(|it| it.text.clone());
            if let Some(split) = Split::by(comparison, leaf, &heads, written) {
                let help = "build once, and promote the digest from one environment to the next";
                found.tell_split(leaf, &heads, &split, help);
            }
        }
    }
}

/// Whether an image or version has its own environment's name in it, in two environments or more.
pub(in crate::rules) fn is_rebuilt(comparison: &Comparison<'_>, leaf: &Leaf) -> bool {
    let names_own = |(at, value): (usize, &Option<Value>)| {
        let Some(value) = value else { return false };
        let name = &comparison.environments[at].name;
        name_and_tag(&value.text).split(['-', '_', '.', '/', ':']).any(|word| {
            word.eq_ignore_ascii_case(name)
                || canonical(word).is_some_and(|it| canonical(name) == Some(it))
        })
    };
    leaf.values.iter().enumerate().filter(|it| names_own(*it)).count() >= 2
}

/// An image without its registry, which may be one of the environment's own account.
fn name_and_tag(image: &str) -> &str {
    match image.split_once('/') {
        Some((registry, rest)) if registry.contains(['.', ':']) => rest,
        _ => image,
    }
}
