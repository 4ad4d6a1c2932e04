//! `formwork parity`: where environments differ that should not.
//!
//! Opens files and writes them; what is compared and found is decided in [`crate::environments`].

mod find;
mod settings;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use crate::environments::input::Input;
use crate::environments::judge::{Told, judge, report};
use crate::environments::markdown::{document, findings, markdown, subjects};
use crate::environments::optional;
use crate::environments::reading::{self, Reading};
use crate::environments::subject::comparisons;
use crate::exchange::comparison::{Comparison, Subject};
use crate::exchange::to_file;
use crate::manifest::source::{File, Files};
use crate::report::pretty;
use crate::report::sarif::Suppression;

use super::arguments::Parity;
use super::failure::Failure;
use super::lint::write::{self, Reported, atomically};
use super::lint::{open, reports};
use super::{Exit, Outcome, count, terminal};

use find::Found;
use settings::Settings;

/// Compares what is asked for.
pub(super) fn run(arguments: &Parity) -> Result<Outcome, Failure> {
    let asked = reports(&arguments.format)?;
    let settings = Settings::new(arguments)?;
    let groups = find::groups(arguments, &settings)?;
    let each: Vec<_> = groups.into_par_iter().map(|it| compare(it, &settings)).collect();
    let (mut told, mut subjects, mut files) = (Vec::new(), Vec::new(), BTreeMap::new());
    for it in each {
        let compared = it?;
        told.extend(compared.told);
        subjects.extend(compared.subjects);
        files.extend(compared.files);
    }
    let mut report = report(told, &settings.rules, (&settings.allow, &settings.today));
    settings.regrade(&mut report);
    let document = document(subjects, &report);
    if let Some(file) = &arguments.out {
        atomically(file, &to_file(&document))?;
    }
    if let Some(file) = &arguments.markdown {
        atomically(file, markdown(&document).as_bytes())?;
    }
    let allowed = report.allowed.iter();
    let allowed = allowed.map(|(it, _)| ((&it.diagnostic).into(), Suppression::External));
    settings.add_file(&mut files);
    let mut all = Files::default();
    for (name, text) in files {
        all.add(File::new(name, text));
    }
    let findings = findings(&report.told);
    let is_bad = findings.iter().any(|it| it.severity >= settings.fail_on);
    let reported = Reported { findings, silenced: allowed.collect(), files: &all };
    let data = write::reports(&asked, &reported)?;
    if !arguments.quiet {
        terminal::talk(&talk(&document, &reported));
    }
    Ok(Outcome { data, exit: if is_bad { Exit::Findings } else { Exit::Clean } })
}

/// What was found in things that belong together.
struct Compared {
    told: Vec<Told>,
    subjects: Vec<Subject>,
    /// The texts of the files, by name.
    files: BTreeMap<String, String>,
}

/// Reads what belongs together, and compares it.
fn compare(found: Found, settings: &Settings) -> Result<Compared, Failure> {
    let readings = found.inputs.into_iter().map(|input| read(input, settings));
    let readings: Vec<Reading> = readings.collect::<Result<_, _>>()?;
    let comparisons = comparisons(&readings, &settings.order);
    if comparisons.is_empty() && found.is_asked {
        return Err(Failure::new("there is nothing to compare")
            .why("no two environments have a manifest or values that belong together"));
    }
    let told = judge(&readings, &comparisons, &settings.rules);
    let subjects = subjects(&comparisons);
    let files = readings.iter().flat_map(|reading| reading.read.files.iter());
    let files = files.map(|file| (file.path.clone(), file.text.clone())).collect();
    Ok(Compared { told, subjects, files })
}

fn read(input: Input, settings: &Settings) -> Result<Reading, Failure> {
    for values in &input.values {
        if !values.is_file() {
            let why = "it should give an environment its values";
            return Err(Failure::new(format!("there is no file `{}`", values.display())).why(why));
        }
    }
    let entries = find::entries(std::slice::from_ref(&input.path), settings)?;
    let beside = if input.environment.is_empty() { find::beside(&input.path) } else { Vec::new() };
    let mut reading = reading::read(input, entries, &open);
    let texts: Vec<_> =
        beside.iter().filter_map(|path| String::from_utf8(open(path).ok()?).ok()).collect();
    reading.optional = optional::keys(texts.iter().map(String::as_str));
    Ok(reading)
}

/// What was compared, and how many findings there are.
fn talk(document: &Comparison, reported: &Reported<'_>) -> String {
    let subjects = count(document.subjects.len(), "subject");
    let mut text = format!("{subjects} compared: {}", pretty::summary(&reported.findings));
    if !reported.silenced.is_empty() {
        let _ = write!(text, "; {} allowed", reported.silenced.len());
    }
    text + "\n"
}
