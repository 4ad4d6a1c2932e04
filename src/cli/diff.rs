//! `formwork diff`: what a change does to what is deployed.
//!
//! Opens files and runs cargo; what is compared and refused is decided in [`crate::diff`].

mod revision;
mod side;

use std::path::Path;

use crate::diff::{Acknowledged, Side, diff, markdown, text};
use crate::exchange::diff::Diff as Document;

use super::arguments::{Diff, DiffFormat, Source};
use super::failure::Failure;
use super::release::find::releases;
use super::terminal::Terminal;
use super::{Exit, Outcome, json_text};
use revision::Point;

/// Compares what is asked for.
pub(super) fn run(arguments: &Diff, source: &Source) -> Result<Outcome, Failure> {
    let (before, after) = if let (Some(before), Some(after)) = (&arguments.before, &arguments.after)
    {
        sides(arguments, (before, after))?
    } else {
        let outputs = revision::outputs(arguments, source, &points(arguments)?)?;
        let (mut before, mut after) = sides(arguments, (outputs.before(), outputs.after()))?;
        (before.name, after.name) = outputs.names();
        (before, after)
    };
    let acknowledged = Acknowledged {
        losses: arguments.acknowledge.iter().cloned().collect(),
        resets: arguments.reset_runtime.iter().cloned().collect(),
    };
    let document = diff(&before, &after, &acknowledged);
    unused(&document, arguments)?;
    let data = match arguments.format {
        DiffFormat::Text => text::text(&document, Terminal::stdout().colour()),
        DiffFormat::Json => json_text(&document),
        DiffFormat::Markdown => markdown::markdown(&document),
    };
    Ok(Outcome { data, exit: exit(&document, arguments) })
}

/// The two points in time that are asked for.
fn points(arguments: &Diff) -> Result<[Point; 2], Failure> {
    match (&arguments.rev, &arguments.release) {
        (Some((before, after)), _) => {
            let after = after.as_deref().map_or_else(Point::working, Point::commit);
            Ok([Point::commit(before), after])
        }
        (None, Some((before, after))) => {
            let names: Vec<_> = std::iter::once(&**before).chain(after.as_deref()).collect();
            let (ledger, service) = (arguments.ledger.as_deref(), arguments.service.as_deref());
            let mut releases = releases(ledger, service, &names)?.into_iter().map(Point::release);
            let nothing = || Failure::new("there is no release to compare");
            let before = releases.next().ok_or_else(nothing)?;
            let after = releases.next().unwrap_or_else(|| before.in_working_folder());
            Ok([before, after])
        }
        (None, None) => Err(Failure::new("there is nothing to compare")
            .help("say two outputs, as in `formwork diff deployed target/shop`")
            .help("or two commits, as in `formwork diff --rev main..HEAD`")),
    }
}

fn sides(arguments: &Diff, (before, after): (&Path, &Path)) -> Result<(Side, Side), Failure> {
    let mut sides = (side::read(before, arguments)?, side::read(after, arguments)?);
    side::pair(&mut sides);
    side::alike(&sides)?;
    Ok(sides)
}

/// An address that was acknowledged and is not refused is a slip, or an old one.
fn unused(document: &Document, arguments: &Diff) -> Result<(), Failure> {
    let said = arguments.acknowledge.iter().chain(&arguments.reset_runtime);
    let is_used =
        |name: &&String| document.refusals.iter().any(|it| it.acknowledged && it.address == **name);
    match said.into_iter().find(|name| !is_used(name)) {
        None => Ok(()),
        Some(name) => Err(Failure::new(format!("nothing about `{name}` is refused"))
            .why("an address that is acknowledged without need would hide a later loss")
            .help("leave it out, or write the address as the difference prints it")),
    }
}

fn exit(document: &Document, arguments: &Diff) -> Exit {
    let is_refused = document.refusals.iter().any(|it| !it.acknowledged);
    if is_refused || arguments.exit_code && !document.stacks.is_empty() {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
