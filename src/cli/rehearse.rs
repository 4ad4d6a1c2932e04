//! `formwork rehearse`: plays state machines scenario by scenario.
//!
//! Opens files and writes them; what is played and judged is decided in [`crate::rehearse`].

use std::fmt::Write as _;
use std::path::Path;

use crate::diag::nearest;
use crate::exchange::FORMAT;
use crate::exchange::rehearsal::{self, Rehearsals};
use crate::ir::lifted::Span;
use crate::lint::discover::discover;
use crate::lint::globs::Globs;
use crate::manifest::read::{Read, read};
use crate::rehearse::document;
use crate::rehearse::draw::{svg, terminal as drawn};
use crate::rehearse::find::{Found, find};
use crate::rehearse::judge::{Rehearsal, rehearse};
use crate::rehearse::scenario::Group;
use crate::rehearse::stage::{NotPlayed, Stage};

use super::arguments::{Format, Rehearse};
use super::failure::Failure;
use super::lint::open;
use super::lint::write::atomically;
use super::{Exit, Outcome, count, json_text, terminal};

/// Of scenarios that end as they should not, so many are drawn unless one is asked for.
const DRAWN: usize = 3;

/// A machine that was played.
struct Played<'f> {
    found: &'f Found,
    stage: Stage,
    rehearsals: Vec<Rehearsal>,
}

/// Plays the machines that stand at the paths.
pub(super) fn run(arguments: &Rehearse) -> Result<Outcome, Failure> {
    let read = files(arguments)?;
    let found = find(&read);
    if found.is_empty() {
        return Err(Failure::new("there is no state machine to play")
            .why("no file has a definition in the Amazon States Language, alone or in a manifest")
            .help("name an ASL file, a template or Terraform module, or a folder with one"));
    }
    let input = arguments.input.as_deref().map(input).transpose()?;
    let (mut played, mut odd) = (Vec::new(), Vec::new());
    for found in &found {
        let stage = Stage::new(found, input.clone());
        let both = stage.and_then(|stage| match rehearse(&stage) {
            Ok(rehearsals) => Ok(Played { found, stage, rehearsals }),
            Err(why) => Err(vec![why]),
        });
        match both {
            Ok(it) => played.push(it),
            Err(why) => odd.extend(why.into_iter().map(|why| (found, why))),
        }
    }
    odd.sort_by_key(|(found, why)| place_of(found, why));
    for (found, why) in &odd {
        terminal::talk(&not_played(found, why, &read));
    }
    if played.is_empty() {
        return Err(Failure::new("no state machine can be played"));
    }
    let chosen = chosen(arguments, &played)?;
    if let Some(file) = &arguments.svg {
        draw(file, &chosen)?;
    }
    let data = match (arguments.list, arguments.format.format) {
        (true, _) => list(&played),
        (false, Format::Json) => json_text(&document(&chosen, &read)),
        (false, Format::Text) => text(arguments, &chosen, &read),
    };
    let is_wrong =
        |(_, it): &(&Played<'_>, Vec<&Rehearsal>)| it.iter().any(|it| !it.wrong.is_empty());
    let exit = match (odd.is_empty(), chosen.iter().any(is_wrong)) {
        (false, _) => Exit::CouldNotRun,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    };
    Ok(Outcome { data, exit })
}

fn files(arguments: &Rehearse) -> Result<Read, Failure> {
    let discovered = discover(&arguments.paths, &Globs::none()).map_err(|missing| {
        let path = missing.path.display();
        Failure::new(format!("cannot look at `{path}`")).why(missing.why.to_string())
    })?;
    for why in &discovered.unreadable {
        terminal::talk(&format!("not read: {why}\n"));
    }
    Ok(read(&discovered.entries, &open, &|| {}))
}

fn input(path: &Path) -> Result<serde_json::Value, Failure> {
    let odd = |why: String| Failure::new(format!("`{}` is no input", path.display())).why(why);
    let bytes = open(path).map_err(|why| odd(why.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|why| odd(why.to_string()))
}

/// The scenarios that are asked for, or all, by machine.
fn chosen<'p>(
    arguments: &Rehearse,
    played: &'p [Played<'p>],
) -> Result<Vec<(&'p Played<'p>, Vec<&'p Rehearsal>)>, Failure> {
    let names = || played.iter().flat_map(|it| &it.rehearsals).map(|it| it.scenario.name.as_str());
    for asked in &arguments.scenario {
        if !names().any(|it| it == asked) {
            let failure = Failure::new(format!("there is no scenario `{asked}`"));
            return Err(match nearest(asked, names()) {
                Some(meant) => failure.help(format!("did you mean `{meant}`?")),
                None => failure.help("`--list` names them"),
            });
        }
    }
    let is_asked = |it: &&Rehearsal| {
        arguments.scenario.is_empty() || arguments.scenario.contains(&it.scenario.name)
    };
    let each = played.iter().map(|it| (it, it.rehearsals.iter().filter(is_asked).collect()));
    let each: Vec<(_, Vec<_>)> = each.collect();
    Ok(each.into_iter().filter(|(_, it)| !it.is_empty()).collect())
}

fn list(played: &[Played<'_>]) -> String {
    let names = played.iter().flat_map(|it| &it.rehearsals).map(|it| it.scenario.name.as_str());
    names.fold(String::new(), |text, name| text + name + "\n")
}

/// Draws the scenarios that are asked for; otherwise those that show most.
fn draw(file: &Path, chosen: &[(&Played<'_>, Vec<&Rehearsal>)]) -> Result<(), Failure> {
    let [(played, rehearsals)] = chosen else {
        return Err(Failure::new("a picture shows one machine, and there are several")
            .help("name the file of one, or a scenario that only one has"));
    };
    let is_all = rehearsals.len() == played.rehearsals.len();
    let shown = if is_all { telling(rehearsals) } else { rehearsals.clone() };
    atomically(file, svg::picture(&played.found.name, &shown).as_bytes())
}

/// The healthy one, an alarm in the middle, an abort in the middle, and what is wrong.
fn telling<'r>(rehearsals: &[&'r Rehearsal]) -> Vec<&'r Rehearsal> {
    let alarms: Vec<_> =
        rehearsals.iter().filter(|it| it.scenario.name.starts_with("alarm-during-bake-")).collect();
    let alarm = alarms.get(alarms.len() / 2).map(|it| it.scenario.name.as_str());
    let aborts: Vec<_> =
        rehearsals.iter().filter(|it| it.scenario.group == Group::Abort && it.took() > 0).collect();
    let abort = aborts.get(aborts.len() / 2).map(|it| it.scenario.name.as_str());
    let is_telling = |it: &&&Rehearsal| {
        let name = Some(it.scenario.name.as_str());
        name == Some("healthy") || name == alarm || name == abort
    };
    let wrong = rehearsals.iter().filter(|it| !it.wrong.is_empty() && !is_telling(it)).take(DRAWN);
    rehearsals.iter().filter(is_telling).chain(wrong).copied().collect()
}

fn text(arguments: &Rehearse, chosen: &[(&Played<'_>, Vec<&Rehearsal>)], read: &Read) -> String {
    let mut text = String::new();
    let is_asked = !arguments.scenario.is_empty();
    for (played, rehearsals) in chosen {
        let watched = played.stage.watchdog.as_ref();
        let watched =
            watched.map_or("by nothing".to_owned(), |(it, _)| format!("by `{}`", it.name));
        let place = place(played.found.span, read);
        let _ = writeln!(text, "`{}` ({place}), watched {watched}\n", played.found.name);
        if is_asked {
            for it in rehearsals {
                text += &(drawn::picture(it) + "\n");
            }
            continue;
        }
        // What is wrong is drawn below.
        if let Some(healthy) = rehearsals.first().filter(|it| it.wrong.is_empty()) {
            text += &(drawn::picture(healthy) + "\n");
        }
        text += &(drawn::table(&played.rehearsals) + "\n");
        let wrong: Vec<_> = rehearsals.iter().filter(|it| !it.wrong.is_empty()).collect();
        let is_off = rehearsals.first().is_some_and(|it| !it.wrong.is_empty());
        for rehearsal in wrong.iter().take(if is_off { 1 } else { DRAWN }) {
            text += &drawn::picture(rehearsal);
            text += &(path(played, rehearsal, read) + "\n");
        }
        let rest: Vec<_> = wrong.iter().skip(DRAWN).map(|it| it.scenario.name.as_str()).collect();
        if !is_off && !rest.is_empty() {
            let _ = writeln!(text, "also not as they should end: {}\n", rest.join(", "));
        }
        let scenarios = count(rehearsals.len(), "scenario");
        let _ = match wrong.len() {
            0 => writeln!(text, "{scenarios}, all end as they should\n"),
            wrong => writeln!(text, "{scenarios}, {wrong} do not end as they should\n"),
        };
    }
    text + drawn::LEGEND
}

/// The last states of a scenario, where they are written.
fn path(played: &Played<'_>, rehearsal: &Rehearsal, read: &Read) -> String {
    let mut states: Vec<&str> =
        rehearsal.played.main.events.iter().map(|it| it.state.as_str()).collect();
    states.dedup();
    let last = states.len().saturating_sub(4);
    let states = states[last..].iter().map(|state| {
        let head = played.found.heads.get(*state);
        head.map_or_else(|| format!("`{state}`"), |it| format!("`{state}` ({})", place(*it, read)))
    });
    format!("  states: {}\n", states.collect::<Vec<_>>().join("\n       → "))
}

fn place(span: Span, read: &Read) -> String {
    let at = read.files.span(span);
    format!("{}:{}", at.file, at.line)
}

/// Where the state stands that is not played.
fn place_of(found: &Found, why: &NotPlayed) -> Span {
    let head = why.state.as_ref().and_then(|it| found.heads.get(it));
    head.copied().unwrap_or(found.span)
}

/// Why a machine is not played, in the form of a finding.
fn not_played(found: &Found, why: &NotPlayed, read: &Read) -> String {
    let span = place_of(found, why);
    let what = why.state.as_ref().map_or(String::new(), |it| format!(", state `{it}`"));
    let NotPlayed { machine, why, .. } = why;
    format!("not played: {}: `{machine}`{what}: {why}\n", place(span, read))
}

fn document(chosen: &[(&Played<'_>, Vec<&Rehearsal>)], read: &Read) -> Rehearsals {
    let machine = |(played, rehearsals): &(&Played<'_>, Vec<&Rehearsal>)| {
        let at = read.files.span(played.found.span);
        rehearsal::Machine {
            name: played.found.name.clone(),
            file: at.file,
            line: at.line,
            watchdog: played.stage.watchdog.as_ref().map(|(it, _)| it.name.clone()),
            input: played.stage.input.clone(),
            scenarios: rehearsals.iter().map(|it| document::scenario(it)).collect(),
        }
    };
    Rehearsals { format: FORMAT.to_owned(), machines: chosen.iter().map(machine).collect() }
}
