//! How far environments are apart: releases that an environment has run and the next one lacks.
//!
//! An environment is behind when the one before it runs a release that was recorded later than its
//! own. It is behind since the day that one got there and no older release came back. A project that
//! rests for months is not behind, and neither is an environment that never had a release.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::exchange::ledger::{Entry, Gap};
use crate::rules;

use super::history::History;
use super::time::{DAY, seconds};

/// How far environments may be apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Days that an environment may be behind. Default: 7.
    pub days: u64,
    /// Releases that an environment may be behind. Default: 10.
    pub releases: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { days: 7, releases: 10 }
    }
}

/// The gap between each environment and the one before it, where there is one, at a time.
pub fn gaps(entries: &[Entry], at: &str) -> Vec<Gap> {
    let histories = services(entries).into_iter().map(|it| History::new(entries, it));
    histories.flat_map(|it| gaps_of(it, at)).collect()
}

/// The services that a ledger has releases of; `None` for the whole app.
pub fn services(entries: &[Entry]) -> BTreeSet<Option<&str>> {
    entries.iter().map(|it| it.service.as_deref()).collect()
}

fn gaps_of(history: History<'_>, at: &str) -> Vec<Gap> {
    let order = history.entries().next_back().map_or(&[][..], |it| &it.environments);
    order.windows(2).filter_map(|pair| gap(history, (&pair[0], &pair[1]), at)).collect()
}

fn gap(history: History<'_>, (ahead, behind): (&str, &str), at: &str) -> Option<Gap> {
    let age = |release: &str| history.first(release).map(|it| it.sequence);
    let lacking = age(&history.current(behind)?.release)?;
    let is_newer = |it: &&Entry| age(&it.release).is_some_and(|age| age > lacking);
    let there = || history.there(ahead);
    let newest = age(&history.current(ahead)?.release)?;
    let since = there().rev().take_while(is_newer).last()?;
    let waiting = there().filter(is_newer).filter(|it| {
        age(&it.release).is_some_and(|age| age <= newest) && !history.was_rolled_back(it)
    });
    let (mut releases, mut commits) = (BTreeSet::new(), BTreeSet::new());
    for it in waiting {
        releases.insert(&*it.release);
        commits.insert(&*it.commit);
    }
    let waited = seconds(at)?.saturating_sub(seconds(&since.at)?);
    Some(Gap {
        service: since.service.clone(),
        environment: behind.to_owned(),
        ahead: ahead.to_owned(),
        since: since.at.clone(),
        days: waited / DAY,
        releases: count(&releases),
        commits: count(&commits),
    })
}

/// Gaps of an app beyond the limits: `FW1030` and `FW1031`.
pub fn findings(app: &str, gaps: &[Gap], limits: Limits) -> Vec<Diagnostic> {
    let found = gaps.iter().flat_map(|gap| [time(app, gap, limits), commits(app, gap, limits)]);
    found.flatten().collect()
}

fn time(app: &str, gap: &Gap, limits: Limits) -> Option<Diagnostic> {
    let Gap { ahead, since, days, .. } = gap;
    if *days <= limits.days {
        return None;
    }
    let (most, unit) = (limits.days, if *days == 1 { "day" } else { "days" });
    let message = format!(
        "{} has been behind `{ahead}` for {days} {unit}, since {since}, and {most} are \
         allowed",
        subject(gap)
    );
    finding("FW1030", app, gap, message)
}

fn commits(app: &str, gap: &Gap, limits: Limits) -> Option<Diagnostic> {
    let Gap { ahead, releases, commits, .. } = gap;
    if *releases <= limits.releases {
        return None;
    }
    let most = limits.releases;
    let plural = |number: u64, thing: &str| match number {
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    };
    let (releases, commits) = (plural(*releases, "release"), plural(*commits, "commit"));
    let message = format!(
        "{} is {releases} behind `{ahead}`, from {commits}, and {most} are allowed",
        subject(gap)
    );
    finding("FW1031", app, gap, message)
}

/// What is behind.
fn subject(gap: &Gap) -> String {
    match &gap.service {
        Some(service) => format!("`{service}` in `{}`", gap.environment),
        None => format!("`{}`", gap.environment),
    }
}

fn finding(id: &str, app: &str, gap: &Gap, message: String) -> Option<Diagnostic> {
    let rule = rules::find(id)?;
    let Gap { service, environment, ahead, .. } = gap;
    Some(Diagnostic {
        rule: rule.id,
        name: rule.name,
        severity: rule.severity,
        factor: rule.factor,
        path: service.as_deref().unwrap_or(app).to_owned(),
        message,
        why: rule.why,
        help: format!(
            "`formwork release promote --from {ahead} --to {environment} --out DIR`, or roll back \
             what will not be promoted"
        ),
        span: None,
        related: Vec::new(),
        environments: vec![environment.clone()],
    })
}

fn count(set: &BTreeSet<&str>) -> u64 {
    u64::try_from(set.len()).unwrap_or(u64::MAX)
}
