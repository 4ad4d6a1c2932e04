//! `formwork lint`: what the rules find in manifests.
//!
//! Opens files and writes them; what is found is decided in [`crate::lint`].

mod progress;
mod write;

use std::io::{self, Read as _};
use std::path::Path;

use crate::exchange::finding::Severity;
use crate::lint::discover::{Discovered, discover};
use crate::lint::globs::Globs;
use crate::lint::judge::Unknowns;
use crate::lint::select::{Selection, Unknown};
use crate::lint::{self};
use crate::manifest::read::{LARGEST, read};
use crate::report::pretty;

use super::arguments::{Lint, Report, ReportFormat};
use super::failure::Failure;
use super::{Exit, Outcome, count, terminal};

use progress::Progress;

/// Judges what stands at the paths.
pub(super) fn run(arguments: &Lint) -> Result<Outcome, Failure> {
    let reports = reports(&arguments.format)?;
    let selection = Selection::new(&arguments.select, &arguments.ignore)?;
    let discovered = find(arguments)?;
    let progress = Progress::new(discovered.entries.len(), arguments.quiet);
    let read = read(&discovered.entries, &open, &|| progress.tick());
    progress.end();
    let unknowns = if arguments.strict_unknown { Unknowns::Told } else { Unknowns::Silent };
    let report = lint::lint(&read, &lint::Options { selection, unknowns });
    let findings: Vec<_> = report.verdicts.iter().map(lint::Verdict::to_finding).collect();
    let data = write::reports(&reports, &findings, &read.files)?;
    if !arguments.quiet {
        let manifests = count(read.manifests.len(), "manifest");
        for file in &read.unknown {
            let path = &read.files.get(*file).path;
            terminal::talk(&format!("`{path}` is nothing that is judged: no manifest\n"));
        }
        terminal::talk(&format!("{manifests} judged: {}\n", pretty::summary(&findings)));
    }
    let threshold = arguments.fail_on.map_or(Severity::Warning, Severity::from);
    let exit = if findings.iter().any(|it| it.severity >= threshold) {
        Exit::Findings
    } else {
        Exit::Clean
    };
    Ok(Outcome { data, exit })
}

/// What is asked for: `pretty`, unless something is. One at most may go to stdout.
fn reports(asked: &[Report]) -> Result<Vec<Report>, Failure> {
    if asked.is_empty() {
        return Ok(vec![Report { format: ReportFormat::default(), file: None }]);
    }
    if asked.iter().filter(|it| it.file.is_none()).count() > 1 {
        return Err(Failure::new("two formats cannot both go to stdout")
            .help("give one a file, as in `--format sarif=lint.sarif`"));
    }
    Ok(asked.to_vec())
}

fn find(arguments: &Lint) -> Result<Discovered, Failure> {
    let discovered = discover(&arguments.paths, &Globs::none()).map_err(|missing| {
        let path = missing.path.display();
        Failure::new(format!("cannot look at `{path}`")).why(missing.why.to_string())
    })?;
    if !arguments.quiet {
        for why in &discovered.unreadable {
            terminal::talk(&format!("not read: {why}\n"));
        }
    }
    Ok(discovered)
}

/// Opens a file that is judged; of one that is too large no more than is needed to tell.
fn open(path: &Path) -> io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl From<Unknown> for Failure {
    fn from(unknown: Unknown) -> Self {
        Self::new(unknown.message).help(unknown.help)
    }
}
