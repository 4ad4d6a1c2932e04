//! `release list` and `release show`: what runs where, and what a release is.

use std::fmt::Write as _;

use crate::cli::arguments::Format;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, Outcome, count, json_text};
use crate::exchange::ledger::{Action, Entry, Gap, Releases, Running};
use crate::exchange::{FORMAT, Finding};
use crate::release::gap;
use crate::release::history::{History, unknown};
use crate::report::pretty::{self, Sources};
use crate::run::now;

use super::arguments::{List, Show};
use super::{file, settings};

/// Prints what runs where; or reports environments that are too far behind.
pub(super) fn list(arguments: &List) -> Result<Outcome, Failure> {
    let entries = file::entries(&settings::ledger(&arguments.common)?)?;
    let gaps = gap::gaps(&entries, &arguments.at.clone().unwrap_or_else(now));
    let format = arguments.common.format.format;
    if arguments.gap {
        let app = entries.last().map_or("", |it| &it.app);
        let found = gap::findings(app, &gaps, settings::limits(arguments)?);
        let found: Vec<_> = found.iter().map(Finding::from).collect();
        return Ok(findings(&found, format));
    }
    let releases = releases(entries, &gaps);
    Ok(Outcome::clean(match format {
        Format::Json => json_text(&releases),
        Format::Text => text(&releases),
    }))
}

/// Findings as data, with the exit code they make.
pub(super) fn findings(found: &[Finding], format: Format) -> Outcome {
    let data = match format {
        Format::Json => json_text(&found),
        Format::Text => {
            let mut sources = Sources::of(std::iter::empty());
            pretty::render(found, &mut sources, Terminal::stdout().colour())
        }
    };
    Outcome { data, exit: if found.is_empty() { Exit::Clean } else { Exit::Findings } }
}

fn releases(entries: Vec<Entry>, gaps: &[Gap]) -> Releases {
    let last = entries.last();
    let names = last.map_or(&[][..], |it| &it.environments);
    let everywhere = |service| {
        let history = History::new(&entries, service);
        names.iter().map(move |name| running(history, name, gaps))
    };
    Releases {
        format: FORMAT.to_owned(),
        app: last.map(|it| it.app.clone()),
        head: last.map(|it| it.hash.clone()),
        running: gap::services(&entries).into_iter().flat_map(everywhere).collect(),
        entries,
    }
}

fn running(history: History<'_>, environment: &str, gaps: &[Gap]) -> Running {
    let current = history.current(environment);
    let service = history.entries().next().and_then(|it| it.service.clone());
    let is_here = |it: &&Gap| it.environment == environment && it.service == service;
    Running {
        environment: environment.to_owned(),
        release: current.map(|it| it.release.clone()),
        entry: current.map(|it| it.sequence),
        since: current.map(|it| it.at.clone()),
        commit: current.map(|it| it.commit.clone()),
        behind: gaps.iter().find(is_here).cloned(),
        service,
    }
}

fn text(releases: &Releases) -> String {
    let (Some(app), Some(head)) = (&releases.app, &releases.head) else {
        return "the ledger is empty\n".to_owned();
    };
    let none = || "-".to_owned();
    let mut rows = vec![["environment", "release", "since", "commit", "behind"].map(str::to_owned)];
    rows.extend(releases.running.iter().map(|it| {
        [
            it.environment.clone(),
            label(it.service.as_ref(), it.release.as_deref().unwrap_or("-")),
            it.since.clone().unwrap_or_else(none),
            it.commit.as_deref().map_or_else(none, short),
            it.behind.as_ref().map_or_else(none, behind),
        ]
    }));
    let mut text = format!("What runs where of `{app}`\n\n{}", columns(&rows));
    let mut rows = vec![["entry", "time", "release", "how", "commit"].map(str::to_owned)];
    rows.extend(releases.entries.iter().rev().map(|it| {
        let (number, came) = (it.sequence.to_string(), came(it, &releases.entries));
        let release = label(it.service.as_ref(), &it.release);
        [number, it.at.clone(), release, came, short(&it.commit)]
    }));
    let _ = write!(text, "\nThe ledger, newest first\n\n{}\nhead {head}\n", columns(&rows));
    text
}

/// A release, with the service if it is of one alone.
fn label(service: Option<&String>, release: &str) -> String {
    service.map_or(release.to_owned(), |it| format!("{it} {release}"))
}

/// How a release came to an environment.
fn came(entry: &Entry, entries: &[Entry]) -> String {
    let Entry { environment, action, parent, source, .. } = entry;
    let of = |number: &Option<u64>| entries.iter().find(|it| Some(it.sequence) == *number);
    match action {
        Action::Record => format!("recorded in {environment}"),
        Action::Promote => match of(source) {
            Some(from) => format!("promoted from {} to {environment}", from.environment),
            None => format!("promoted to {environment}"),
        },
        Action::Rollback => match of(parent) {
            Some(from) => format!("rolled back in {environment}, from {}", from.release),
            None => format!("rolled back in {environment}"),
        },
    }
}

fn behind(gap: &Gap) -> String {
    let number =
        |number: u64, thing: &str| count(usize::try_from(number).unwrap_or(usize::MAX), thing);
    let Gap { ahead, days, releases, commits, .. } = gap;
    let (releases, days) = (number(*releases, "release"), number(*days, "day"));
    format!("{ahead} by {releases} from {}, for {days}", number(*commits, "commit"))
}

/// As much of a hash as people compare.
fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

/// Rows with aligned columns.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// Prints a release.
pub(super) fn show(arguments: &Show) -> Result<Outcome, Failure> {
    let entries = file::entries(&settings::ledger(&arguments.common)?)?;
    let id = &arguments.release;
    let own: Vec<_> = entries.iter().filter(|it| it.release == *id).collect();
    if own.is_empty() {
        return Err(unknown(id, entries.iter().map(|it| &*it.release)).into());
    }
    if arguments.common.format.format == Format::Json {
        return Ok(Outcome::clean(json_text(&own)));
    }
    let mut pages = Vec::new();
    for service in gap::services(&entries) {
        let history = History::new(&entries, service);
        let own: Vec<_> = history.entries().filter(|it| it.release == *id).collect();
        if let Some(first) = own.first() {
            pages.push(page(first, &own, history, &entries));
        }
    }
    Ok(Outcome::clean(pages.join("\n")))
}

fn page(first: &Entry, own: &[&Entry], history: History<'_>, entries: &[Entry]) -> String {
    let Entry { app, service, release, commit, formwork, images, templates, .. } = first;
    let of = service.as_ref().map_or(format!("`{app}`"), |it| format!("`{it}` of `{app}`"));
    let mut text = format!("`{release}` of {of}\ncommit   {commit}\nformwork {formwork}\n");
    text.push_str("\nImages\n");
    for (service, image) in images {
        let _ = writeln!(text, "  {service}: {image}");
    }
    text.push_str("\nTemplates, by SHA-256\n");
    for it in templates {
        let _ = writeln!(text, "  {}", it.name);
        for (of, hash) in [("CloudFormation", &it.cloudformation), ("Terraform", &it.terraform)] {
            if let Some(hash) = hash {
                let _ = writeln!(text, "    {of:14} {hash}");
            }
        }
    }
    text.push_str("\nWhere it ran\n");
    for it in own {
        let environment = &it.environment;
        let current = history.current(environment);
        let is_there = current.is_some_and(|now| now.sequence == it.sequence);
        let now = if is_there { ", and runs there now" } else { "" };
        let _ = writeln!(text, "  {} {}, entry {}{now}", it.at, came(it, entries), it.sequence);
    }
    text
}
