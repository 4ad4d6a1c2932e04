//! Differences that are allowed for a while, as `formwork.toml` lists them.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Span};
use crate::rules;

use super::judge::Told;

/// An allowed difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The path of the difference, or of the resource or object around it; `subject/path`, if only
    /// one subject is meant.
    pub path: String,
    /// The id of the rule.
    pub rule: &'static str,
    /// The environments that may deviate; all, if it is empty.
    pub environments: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// Its last day, as in `2027-01-31`.
    pub until: String,
    /// Where it is written.
    pub place: Span,
}

impl Allow {
    fn is_over(&self, today: &str) -> bool {
        self.until.as_str() < today
    }

    fn covers(&self, told: &Told) -> bool {
        let is_in = |path: &str| {
            let rest = path.strip_prefix(&*self.path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let of = &told.diagnostic;
        let whole = format!("{}/{}", told.subject, of.path);
        let named = |it: &String| self.environments.contains(it);
        of.rule == self.rule
            && (is_in(&of.path) || is_in(&whole))
            && (self.environments.is_empty() || of.environments.iter().all(named))
    }
}

/// What is left, and what is allowed with the entry that allows it; what is odd about entries joins
/// what is left. `run` are the rules that were run.
pub(super) fn apply(
    allowed: &[Allow],
    today: &str,
    run: &BTreeSet<&str>,
    found: Vec<Told>,
) -> (Vec<Told>, Vec<(Told, Allow)>) {
    let (mut open, mut silenced) = (Vec::new(), Vec::new());
    let mut used = vec![false; allowed.len()];
    for told in found {
        let mut entries = allowed.iter().enumerate().filter(|(_, it)| it.covers(&told));
        let mut entry = None;
        for (at, it) in entries.by_ref() {
            used[at] = true;
            if !it.is_over(today) {
                entry.get_or_insert(it);
            }
        }
        match entry {
            Some(entry) => silenced.push((told, entry.clone())),
            None => open.push(told),
        }
    }
    let stale = allowed
        .iter()
        .zip(used)
        .filter(|(it, used)| it.is_over(today) || run.contains(it.rule) && !used);
    open.extend(stale.filter_map(|(it, _)| stale_entry(it, today)));
    (open, silenced)
}

fn stale_entry(entry: &Allow, today: &str) -> Option<Told> {
    let rule = rules::find("FW1014")?;
    let Allow { path, rule: id, owner, until, .. } = entry;
    let (message, help) = if entry.is_over(today) {
        (
            format!("the difference at `{path}` ({id}) was allowed until {until}"),
            format!("mend it, or agree with `{owner}` on another date"),
        )
    } else {
        (format!("no difference at `{path}` is found by {id}"), "delete the entry".to_owned())
    };
    let diagnostic = Diagnostic {
        rule: rule.id,
        name: rule.name,
        severity: rule.severity,
        factor: rule.factor,
        path: path.clone(),
        message,
        why: rule.why,
        help,
        span: Some(entry.place.clone()),
        related: Vec::new(),
        environments: entry.environments.clone(),
    };
    Some(Told { subject: entry.place.file.clone(), value: String::new(), diagnostic })
}
