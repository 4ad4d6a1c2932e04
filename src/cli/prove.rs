//! `formwork prove`: whether state machines that shift traffic always leave it settled.
//!
//! Opens files and prints; what is proven is decided in [`crate::prove`].

mod find;
mod write;

use crate::ir::lifted::Resource;
use crate::lint::discover::discover;
use crate::lint::globs::Globs;
use crate::manifest::read::{Asked, Entry, read};
use crate::manifest::source::Files;
use crate::prove::{self, MOST, Subject, Unexplored, Watchdog};
use crate::report::proof::render;

use super::arguments::{Format, Prove};
use super::failure::Failure;
use super::lint::open;
use super::terminal::Terminal;
use super::{Exit, Outcome, json_text, terminal};

use find::{Defined, find};

/// Proves the machines at the paths.
pub(super) fn run(arguments: &Prove) -> Result<Outcome, Failure> {
    let mut entries = entries(&arguments.paths)?;
    let paths = entries.len();
    if let Some(file) = &arguments.watchdog {
        for mut entry in self::entries(std::slice::from_ref(file))? {
            entry.asked = Asked::ByName;
            entries.push(entry);
        }
    }
    let read = read(&entries, &open, &|| {});
    if let Some(problem) = read.problems.iter().find(|it| is_grave(it.code.id)) {
        return Err(at(&read.files, problem.span, problem.message.clone()).help(&*problem.help));
    }
    let found = find(&read);
    if let Some((span, what)) = found.broken.first() {
        return Err(at(&read.files, *span, what.clone()));
    }
    let is_given = |it: &&Defined<'_>| it.definition.span.file.0 as usize >= paths;
    let given: Vec<&Defined<'_>> = found.machines.iter().filter(is_given).collect();
    let given = match (given.as_slice(), &arguments.watchdog) {
        (_, None) => None,
        ([only], _) => Some(*only),
        (several, Some(file)) => {
            let what = format!("`{}` has {} state machines", file.display(), several.len());
            return Err(Failure::new(what).help("give a file with the watchdog alone"));
        }
    };
    let machines: Vec<&Defined<'_>> = found.machines.iter().filter(|it| !is_given(it)).collect();
    if machines.is_empty() {
        return Err(Failure::new("there is no state machine")
            .why("none of the files has `StartAt` and `States`, or a resource with them")
            .help("name a definition, a template, a Terraform folder, or a folder with any"));
    }
    let watched: Vec<_> = machines.iter().filter_map(|it| it.watch()).collect();
    let is_watchdog = |it: &Defined<'_>| {
        let is_it =
            |resource: &Resource| watched.iter().any(|watch| std::ptr::eq(watch.machine, resource));
        it.resource.is_some_and(is_it)
    };
    let mut proofs = Vec::new();
    for defined in machines.iter().filter(|it| !is_watchdog(it)) {
        let proof = prove(defined, &machines, given).map_err(|it| unexplored(&read.files, it))?;
        proofs.push(write::document(&proof, defined, &read.files));
    }
    let is_proven = proofs.iter().all(|it| it.proven);
    let data = match arguments.format.format {
        Format::Json => json_text(&proofs),
        Format::Text => {
            let colour = Terminal::stdout().colour();
            render(&proofs, &mut write::sources(&read.files), colour)
        }
    };
    Ok(Outcome { data, exit: if is_proven { Exit::Clean } else { Exit::Findings } })
}

fn prove(
    defined: &Defined<'_>,
    machines: &[&Defined<'_>],
    given: Option<&Defined<'_>>,
) -> Result<prove::Proof, Unexplored> {
    let watch = defined.watch();
    let own = watch.as_ref().and_then(|watch| {
        let is_it =
            |it: &&&Defined<'_>| it.resource.is_some_and(|it| std::ptr::eq(it, watch.machine));
        let found = machines.iter().find(is_it)?;
        Some(Watchdog { subject: found.subject()?, watch: Some(watch) })
    });
    let given = given.and_then(|it| Some(Watchdog { subject: it.subject()?, watch: None }));
    let subject = defined.subject().expect("it was found by its states: a bug in formwork");
    prove::prove(subject, given.or(own))
}

fn entries(paths: &[std::path::PathBuf]) -> Result<Vec<Entry>, Failure> {
    let discovered = discover(paths, &Globs::none()).map_err(|missing| {
        let path = missing.path.display();
        Failure::new(format!("cannot look at `{path}`")).why(missing.why.to_string())
    })?;
    for why in &discovered.unreadable {
        terminal::talk(&format!("not read: {why}\n"));
    }
    Ok(discovered.entries)
}

/// Whether a file that this is odd about was not read.
fn is_grave(id: &str) -> bool {
    use crate::diag::code;
    [code::BROKEN_FILE.id, code::OVERSIZED_FILE.id, code::BROKEN_RULE.id].contains(&id)
}

fn at(files: &Files, span: crate::ir::lifted::Span, what: String) -> Failure {
    let place = files.span(span);
    Failure::new(what).why(format!("see {}:{}:{}", place.file, place.line, place.column))
}

fn unexplored(files: &Files, why: Unexplored) -> Failure {
    match why {
        Unexplored::Broken(broken) => at(files, broken.span, broken.what).help(broken.help),
        Unexplored::TooLarge(span) => {
            let what = format!("the machine has more than {MOST} configurations");
            at(files, span, what).help(
                "let counters end earlier, drop data that is not needed, or split the machine",
            )
        }
    }
}

impl<'m> Defined<'m> {
    fn subject(&'m self) -> Option<Subject<'m>> {
        Some(Subject {
            name: &self.name,
            machine: crate::ir::lifted::asl::Machine::new(&self.definition)?,
            manifest: self.manifest,
        })
    }

    fn watch(&self) -> Option<prove::Watch<'m>> {
        prove::watch_of(self.manifest?, self.resource?)
    }
}
