//! A function on a runtime that AWS has stopped maintaining.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW7004`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW7004",
    name: "ended-lambda-runtime",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "A Lambda function runs on a runtime that AWS has deprecated.",
    why: "a deprecated runtime gets no security patches, and after some months its functions can no longer be created or updated",
    bad: "Runtime: python3.6",
    good: "Runtime: python3.13",
    fix: "Move to a runtime that is maintained, or to a container image whose base you update.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtime-support-policy",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// Runtimes and the day on which AWS deprecated them. Only those that ended before 2026 stand here:
/// later dates have been moved before.
const ENDED: &[(&str, &str)] = &[
    ("dotnet6", "2024-12-20"),
    ("dotnetcore1.0", "2019-06-27"),
    ("dotnetcore2.0", "2019-05-30"),
    ("dotnetcore2.1", "2022-01-05"),
    ("dotnetcore3.1", "2023-04-03"),
    ("go1.x", "2024-01-08"),
    ("java8", "2024-01-08"),
    ("nodejs", "2016-08-30"),
    ("nodejs10.x", "2021-07-30"),
    ("nodejs12.x", "2023-03-31"),
    ("nodejs14.x", "2023-12-04"),
    ("nodejs16.x", "2024-06-12"),
    ("nodejs18.x", "2025-09-01"),
    ("nodejs4.3", "2020-03-05"),
    ("nodejs4.3-edge", "2020-03-05"),
    ("nodejs6.10", "2019-08-12"),
    ("nodejs8.10", "2020-03-06"),
    ("provided", "2024-01-08"),
    ("python2.7", "2021-07-15"),
    ("python3.6", "2022-07-18"),
    ("python3.7", "2023-12-04"),
    ("python3.8", "2024-10-14"),
    ("python3.9", "2025-12-15"),
    ("ruby2.5", "2021-07-30"),
    ("ruby2.7", "2023-12-07"),
];

/// The day on which a runtime was deprecated.
fn ended(runtime: &str) -> Option<&'static str> {
    ENDED.iter().find(|(name, _)| *name == runtime).map(|(_, day)| *day)
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for kind in ["lambda/function", "serverless/function"] {
        for function in manifest.of(kind) {
            for runtime in function.property("runtime").map(Node::branches).unwrap_or_default() {
                let Some((name, day)) = runtime.text().and_then(|it| Some((it, ended(it)?))) else {
                    continue;
                };
                findings.at(
                    function,
                    runtime,
                    format!("`{}` runs on `{name}`, which ended on {day}", function.address),
                    "move to a runtime that is maintained",
                );
            }
        }
    }
}
