//! A phase that a build does not have.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{Findings, buildspecs};
use crate::rules::{Check, Lint, Rule};

/// `FW6173`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6173",
    name: "unknown-buildspec-phase",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A build specification has a section or phase that CodeBuild does not know, or no version.",
    why: "CodeBuild reads the text when a build starts: what it does not know is refused, or its commands never run",
    bad: "BuildSpec: |
  version: 0.2
  phases:
    prebuild:
      commands: [make test]",
    good: "BuildSpec: |
  version: 0.2
  phases:
    pre_build:
      commands: [make test]",
    fix: "The phases are `install`, `pre_build`, `build` and `post_build`.",
    source: "https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

const PHASES: [&str; 4] = ["install", "pre_build", "build", "post_build"];
const SECTIONS: [&str; 9] =
    ["version", "run-as", "env", "proxy", "batch", "phases", "reports", "artifacts", "cache"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for buildspec in buildspecs(manifest) {
        let keys = buildspec.keys();
        if keys.iter().all(|key| !SECTIONS.contains(&key.name)) {
            continue;
        }
        let mut tell = |message: String, help: String| {
            findings.at(buildspec.project, buildspec.node, message, help);
        };
        if keys.iter().all(|key| key.name != "version" || !key.section.is_empty()) {
            let help = "add `version: 0.2`".to_owned();
            tell("the build specification has no `version`".to_owned(), help);
        }
        for key in &keys {
            let (known, what): (&[&str], _) = match key.section {
                "" => (&SECTIONS, "section"),
                "phases" => (&PHASES, "phase"),
                _ => continue,
            };
            if known.contains(&key.name) {
                continue;
            }
            let meant = nearest(key.name, known.iter().copied());
            let help = match meant {
                Some(meant) => format!("write `{meant}`"),
                None if what == "phase" => format!("write one of `{}`", PHASES.join("`, `")),
                // Sections may come that are not known here.
                None => continue,
            };
            tell(format!("a build has no {what} `{}`", key.name), help);
        }
    }
}
