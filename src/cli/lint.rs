//! `formwork lint`: what the rules find in manifests.
//!
//! Opens files and writes them; what is found is decided in [`crate::lint`].

mod progress;
pub(super) mod settings;
pub(super) mod write;

use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::Path;

use crate::exchange::finding::{Fix, Severity};
use crate::lint::discover::{Discovered, discover};
use crate::lint::fix::{Change, Mended, fix};
use crate::lint::select::Unknown;
use crate::lint::{self, baseline};
use crate::manifest::read::{LARGEST, Read, read};
use crate::report::{diff, pretty};
use crate::rules::lint::Safety;

use super::arguments::{Lint, Report, ReportFormat};
use super::failure::Failure;
use super::{Exit, Outcome, count, terminal};

use progress::Progress;
use settings::Settings;
use write::Reported;

/// Judges what stands at the paths.
pub(super) fn run(arguments: &Lint) -> Result<Outcome, Failure> {
    let reports = reports(&arguments.format)?;
    let settings = Settings::new(arguments)?;
    let discovered = find(arguments, &settings)?;
    let progress = Progress::new(discovered.entries.len(), arguments.quiet);
    let mut read = read(&discovered.entries, &open, &|| progress.tick());
    progress.end();
    let mut report = lint::lint(&read, &settings.options);
    if arguments.diff {
        let exit = exit(&report, &settings);
        let mended = mend(arguments, &settings, &discovered, (read, report));
        return Ok(Outcome { data: differences(&mended.changes), exit });
    }
    if arguments.fix {
        let mended = mend(arguments, &settings, &discovered, (read, report));
        for change in &mended.changes {
            write::atomically(&change.path, &change.bytes)?;
        }
        if !arguments.quiet {
            terminal::talk(&mended_talk(&mended));
        }
        (read, report) = (mended.read, mended.report);
    }
    if let Some(file) = &arguments.write_baseline {
        let text = baseline::write(&settings::place(file, &settings.working), &report.verdicts);
        write::atomically(file, text.as_bytes())?;
        report.verdicts.retain(|verdict| !baseline::is_recorded(verdict));
    }
    let reported = Reported::new(&report, &read.files);
    let data = write::reports(&reports, &reported)?;
    if !arguments.quiet {
        terminal::talk(&talk(&read, &reported));
    }
    Ok(Outcome { data, exit: exit(&report, &settings) })
}

/// Whether anything is as bad as makes a run fail.
fn exit(report: &lint::Report, settings: &Settings) -> Exit {
    let is_bad = |it: &lint::Verdict| Severity::from(it.diagnostic.severity) >= settings.fail_on;
    if report.verdicts.iter().any(is_bad) { Exit::Findings } else { Exit::Clean }
}

fn mend(
    arguments: &Lint,
    settings: &Settings,
    discovered: &Discovered,
    first: (Read, lint::Report),
) -> Mended {
    let allowed = if arguments.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
    let Settings { options, working, .. } = settings;
    fix(&discovered.entries, &open, options, working, allowed, first)
}

fn differences(changes: &[Change]) -> String {
    changes.iter().map(|it| diff::unified(&it.name, &it.before, &it.after)).collect()
}

fn mended_talk(mended: &Mended) -> String {
    let files = count(mended.changes.len(), "file");
    let mut text = format!("mended {} in {files}\n", count(mended.count, "finding"));
    for place in &mended.left {
        let _ = writeln!(text, "not mended: {place}: there is no edit that would surely do");
    }
    text
}

/// What was judged, and how many findings there are.
fn talk(read: &Read, reported: &Reported<'_>) -> String {
    let mut text = String::new();
    for file in &read.unknown {
        let path = &read.files.get(*file).path;
        let _ = writeln!(text, "`{path}` is not judged: it is none of the formats that are");
    }
    let manifests = count(read.manifests.len(), "manifest");
    let _ = write!(text, "{manifests} judged: {}", pretty::summary(&reported.findings));
    let fixable = |wanted| reported.findings.iter().filter(|it| it.fix == Some(wanted)).count();
    let silenced = reported.silenced.len();
    for (number, what) in [
        (fixable(Fix::Safe), "mended by `--fix`"),
        (fixable(Fix::Unsafe), "mended by `--fix --unsafe-fixes`"),
        (silenced, "set aside by suppressions or the baseline"),
    ] {
        if number > 0 {
            let _ = write!(text, "; {number} {what}");
        }
    }
    text + "\n"
}

/// What is asked for: `pretty`, unless something is. One at most may go to stdout.
pub(super) fn reports(asked: &[Report]) -> Result<Vec<Report>, Failure> {
    if asked.is_empty() {
        return Ok(vec![Report { format: ReportFormat::default(), file: None }]);
    }
    if asked.iter().filter(|it| it.file.is_none()).count() > 1 {
        return Err(Failure::new("two formats cannot both go to stdout")
            .help("give one a file, as in `--format sarif=lint.sarif`"));
    }
    Ok(asked.to_vec())
}

fn find(arguments: &Lint, settings: &Settings) -> Result<Discovered, Failure> {
    let discovered = discover(&arguments.paths, &settings.excluded).map_err(|missing| {
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
pub(super) fn open(path: &Path) -> io::Result<Vec<u8>> {
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
