//! Findings in the formats that were asked for, to stdout and to files.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;

use crate::exchange::Finding;
use crate::lint::{self, Silence};
use crate::manifest::source::Files;
use crate::report::pretty::{self, Colour, Sources};
use crate::report::sarif::{self, Suppression};
use crate::report::{concise, github, junit};

use super::super::arguments::{Report, ReportFormat};
use super::super::failure::Failure;
use super::super::json_text;
use super::super::terminal::Terminal;

/// What is reported.
pub(in crate::cli) struct Reported<'r> {
    /// What counts.
    pub(in crate::cli) findings: Vec<Finding>,
    /// What does not.
    pub(in crate::cli) silenced: Vec<(Finding, Suppression)>,
    /// The files that were read.
    pub(in crate::cli) files: &'r Files,
}

impl<'r> Reported<'r> {
    pub(in crate::cli) fn new(report: &lint::Report, files: &'r Files) -> Self {
        let silenced = report.silenced.iter().map(|(verdict, why)| {
            let why = match why {
                Silence::Suppressed(reason) => Suppression::InSource(reason.clone()),
                Silence::Known => Suppression::External,
            };
            (verdict.to_finding(), why)
        });
        let silenced = silenced.collect();
        let findings = report.verdicts.iter().map(lint::Verdict::to_finding).collect();
        Self { findings, silenced, files }
    }
}

/// Writes the reports that have a file; what is for stdout is returned.
pub(in crate::cli) fn reports(
    asked: &[Report],
    reported: &Reported<'_>,
) -> Result<String, Failure> {
    let mut data = String::new();
    for report in asked {
        match &report.file {
            Some(file) => {
                atomically(file, text(report.format, reported, Colour::Off).as_bytes())?;
            }
            None => data = text(report.format, reported, Terminal::stdout().colour()),
        }
    }
    Ok(data)
}

fn text(format: ReportFormat, reported: &Reported<'_>, colour: Colour) -> String {
    let Reported { findings, silenced, files } = reported;
    match format {
        ReportFormat::Pretty => pretty::findings(findings, &mut sources(findings, files), colour),
        ReportFormat::Concise => concise::render(findings),
        ReportFormat::Json => json_text(findings),
        ReportFormat::Sarif => json_text(&sarif::document(findings, silenced)),
        ReportFormat::Github => github::render(findings),
        ReportFormat::Junit => junit::render(findings),
    }
}

/// The files that findings are in.
fn sources(findings: &[Finding], files: &Files) -> Sources {
    let own = findings.iter().filter_map(|it| it.file.as_deref());
    let related = findings.iter().flat_map(|it| &it.related).map(|it| &*it.file);
    let named: BTreeSet<&str> = own.chain(related).collect();
    let files = files.iter().filter(|file| named.contains(&*file.path));
    Sources::of(files.map(|file| (file.path.clone(), file.text.clone())))
}

/// Writes a file beside its place and moves it there, so that nobody sees half of it.
pub(in crate::cli) fn atomically(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let write = || -> io::Result<()> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.formwork-{}", std::process::id()));
        let mut file = std::fs::File::create(&beside)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        drop(file);
        written.and_then(|()| std::fs::rename(&beside, path)).inspect_err(|_| {
            let _ = std::fs::remove_file(&beside);
        })
    };
    write().map_err(|error| {
        Failure::new(format!("cannot write `{}`", path.display())).why(error.to_string())
    })
}
