//! Findings in the formats that were asked for, to stdout and to files.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;

use crate::exchange::Finding;
use crate::manifest::source::Files;
use crate::report::concise;
use crate::report::pretty::{self, Colour, Sources};

use super::super::arguments::{Report, ReportFormat};
use super::super::failure::Failure;
use super::super::json_text;
use super::super::terminal::Terminal;

/// Writes the reports that have a file; what is for stdout is returned.
pub(super) fn reports(
    asked: &[Report],
    findings: &[Finding],
    files: &Files,
) -> Result<String, Failure> {
    let mut data = String::new();
    for report in asked {
        let colour = match report.file {
            Some(_) => Colour::Off,
            None => Terminal::stdout().colour(),
        };
        let text = text(report.format, findings, files, colour);
        match &report.file {
            Some(file) => atomically(file, text.as_bytes())?,
            None => data = text,
        }
    }
    Ok(data)
}

fn text(format: ReportFormat, findings: &[Finding], files: &Files, colour: Colour) -> String {
    match format {
        ReportFormat::Pretty => pretty::findings(findings, &mut sources(findings, files), colour),
        ReportFormat::Concise => concise::render(findings),
        ReportFormat::Json => json_text(&findings),
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
pub(super) fn atomically(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
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
