//! The document that a description's own program hands to the installed `formwork`.

use serde::{Deserialize, Serialize};

use super::{DeployPlan, Finding};

/// What a description says, as far as others need it. The same on every day and in every folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Description {
    /// Format of this document. A reader judges its major before it reads anything else.
    pub format: String,
    /// The version of formwork that wrote it.
    pub formwork: String,
    /// The app's name.
    pub app: String,
    /// What the rules find on any day, by place.
    pub findings: Vec<Finding>,
    /// What they also find from some day on, in the order of the waivers.
    pub expiring: Vec<Expiring>,
    /// The deployment; `null` while there are findings of severity error.
    pub plan: Option<DeployPlan>,
    /// What is found when stacks are made.
    pub obstacles: Vec<Finding>,
}

/// A finding that comes up when time passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Expiring {
    /// The last day without it, as in `2026-12-15`.
    pub until: String,
    /// What is found on the days after.
    pub finding: Finding,
}

impl Description {
    /// What the rules find on a day, by place: what `check --today` of the program itself finds.
    pub fn findings_on(&self, today: &str) -> Vec<Finding> {
        let expired = self.expiring.iter().filter(|it| *today > *it.until);
        let mut found: Vec<_> =
            self.findings.iter().chain(expired.map(|it| &it.finding)).cloned().collect();
        let start = |it: &Finding| it.span.map(|span| (span.start.line, span.start.column));
        found.sort_by(|a, b| (&a.file, start(a), &a.rule).cmp(&(&b.file, start(b), &b.rule)));
        found
    }
}
