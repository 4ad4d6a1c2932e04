//! Rehearsals for a terminal of 80 columns: a table of all scenarios, and a picture of one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::exchange::rehearsal::Mark;
use crate::rehearse::clock::{clock, duration, ticks, with_tail};
use crate::rehearse::judge::Rehearsal;
use crate::rehearse::scenario::Group;
use crate::rehearse::story::{Event, Story};

/// Columns of a picture behind its axis.
const COLUMNS: u64 = 70;
/// Lines of a picture.
const LINES: u64 = 5;
/// Columns of a small picture in the table.
const SMALL: u64 = 20;
/// Eighths of a character, from nothing to all of it.
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// What the marks under a picture mean.
pub const LEGEND: &str =
    "  ✓ gate open   ✗ gate closed   ▲ shift   ▼ back   ! alarm or sick targets
  × call fails  ■ stopped       ◆ watchdog         · ends
";

/// One scenario: where traffic goes over time, and what happens meanwhile.
pub fn picture(rehearsal: &Rehearsal) -> String {
    let story = Story::of(rehearsal);
    let verdict = if rehearsal.wrong.is_empty() { "" } else { ", and should not be" };
    let mut text = format!(
        "{}: {} after {}{verdict}\n\n",
        rehearsal.scenario.name,
        rehearsal.ending.words(),
        duration(rehearsal.took())
    );
    if !rehearsal.traffic.is_empty() {
        text += &chart(&story);
        let _ = writeln!(text, "\n  █ to {}, ░ to {}\n", story.new, story.old);
    }
    for Event { at, mark, text: what, .. } in &story.events {
        let _ = writeln!(text, "  {:>8}  {} {what}", clock(*at), glyph(*mark));
    }
    for wrong in &rehearsal.wrong {
        let _ = writeln!(text, "\n  wrong: {wrong}");
    }
    text
}

fn chart(story: &Story) -> String {
    let ends = with_tail(story.ends);
    let shares: Vec<u64> =
        (0..COLUMNS).map(|column| story.share(ends * (2 * column + 1) / (2 * COLUMNS))).collect();
    let mut text = String::new();
    for line in (0..LINES).rev() {
        let label = match line {
            4 => "100 %",
            2 => " 50 %",
            0 => "  0 %",
            _ => "     ",
        };
        let cells = shares.iter().zip(0..).map(|(share, column)| {
            match cell(*share, line) {
                // What the old release gets, while somebody is at it.
                ' ' if ends * (2 * column + 1) / (2 * COLUMNS) < story.ends => '░',
                cell => cell,
            }
        });
        let cells: String = cells.collect();
        let _ = writeln!(text, " {label} │{}", cells.trim_end());
    }
    let columns = usize::try_from(COLUMNS).unwrap_or(0);
    let (mut axis, mut times) = (String::new(), String::new());
    for at in ticks(ends, 7) {
        let column = usize::try_from(at * COLUMNS / ends).unwrap_or(0);
        let _ = write!(axis, "{:─<width$}┬", "", width = column - axis.chars().count());
        let label = clock(at);
        if column + label.len() <= columns {
            let _ = write!(times, "{:<width$}{label}", "", width = column - times.len());
        }
    }
    let _ = writeln!(text, "       └{axis:─<columns$}");
    let _ = writeln!(text, "        {times}");
    let _ = writeln!(text, "        {}", marks(story, ends).trim_end());
    text
}

/// What of a share fills a line, counted from the bottom. A small share shows all the same.
fn cell(share: u64, line: u64) -> char {
    let eighths = (share * LINES * 8).div_ceil(1000);
    let here = eighths.saturating_sub(line * 8).min(8);
    EIGHTHS[usize::try_from(here).unwrap_or(8)]
}

/// One line of marks; of several in a column, the one that matters most.
fn marks(story: &Story, ends: u64) -> String {
    let mut marks: BTreeMap<u64, Mark> = BTreeMap::new();
    for event in &story.events {
        let column = (event.at * COLUMNS / ends).min(COLUMNS - 1);
        let mark = marks.entry(column).or_insert(event.mark);
        if weight(event.mark) > weight(*mark) {
            *mark = event.mark;
        }
    }
    (0..COLUMNS).map(|column| marks.get(&column).map_or(' ', |mark| glyph(*mark))).collect()
}

/// How much a mark matters.
const fn weight(mark: Mark) -> u8 {
    match mark {
        Mark::GateOpen => 0,
        Mark::Ended => 1,
        Mark::Shifted => 2,
        Mark::GateClosed => 3,
        Mark::RolledBack => 4,
        Mark::Watchdog => 5,
        Mark::Fault => 6,
        Mark::Alarm => 7,
        Mark::Stopped => 8,
    }
}

const fn glyph(mark: Mark) -> char {
    match mark {
        Mark::GateOpen => '✓',
        Mark::GateClosed => '✗',
        Mark::Shifted => '▲',
        Mark::RolledBack => '▼',
        Mark::Alarm => '!',
        Mark::Fault => '×',
        Mark::Stopped => '■',
        Mark::Watchdog => '◆',
        Mark::Ended => '·',
    }
}

/// Every scenario: those of the world a line each, the others a line for each group.
pub fn table(rehearsals: &[Rehearsal]) -> String {
    let mut text =
        format!("  {:<34}{:<14}{:<9}{}\n", "scenario", "ends", "after", "new release's traffic");
    for group in Group::ALL {
        let of: Vec<_> = rehearsals.iter().filter(|it| it.scenario.group == group).collect();
        // Where the first one goes wrong, the others say no more.
        let is_off = rehearsals.first().is_some_and(|it| !it.wrong.is_empty());
        if is_off && group != Group::World {
            continue;
        }
        if group == Group::World {
            for it in of {
                text += &line(it);
            }
        } else if !of.is_empty() {
            text += &summary(group, &of);
        }
    }
    text
}

/// A scenario, with a small picture.
pub fn line(rehearsal: &Rehearsal) -> String {
    let story = Story::of(rehearsal);
    let ends = with_tail(story.ends);
    let small = (0..SMALL).map(|it| story.share(ends * (2 * it + 1) / (2 * SMALL)));
    let small: String = small
        .map(|share| EIGHTHS[usize::try_from((share * 8).div_ceil(1000)).unwrap_or(8)])
        .collect();
    let sign = if rehearsal.wrong.is_empty() { ' ' } else { '✗' };
    let name = &rehearsal.scenario.name;
    let took = clock(rehearsal.took());
    let line = format!("{sign} {name:<33} {:<13} {took:<8} {small}", rehearsal.ending.words());
    line.trim_end().to_owned() + "\n"
}

/// A group of scenarios, by how they end.
fn summary(group: Group, of: &[&Rehearsal]) -> String {
    let mut endings: BTreeMap<&str, usize> = BTreeMap::new();
    for rehearsal in of {
        *endings.entry(rehearsal.ending.words()).or_default() += 1;
    }
    let endings: Vec<_> = endings.iter().map(|(words, count)| format!("{count} {words}")).collect();
    let wrong = of.iter().filter(|it| !it.wrong.is_empty()).count();
    let sign = if wrong == 0 { ' ' } else { '✗' };
    let name = format!("{}-… ({})", group.name(), of.len());
    let wrong = if wrong == 0 { String::new() } else { format!("; {wrong} should not") };
    format!("{sign} {name:<33} {}{wrong}\n", endings.join(", "))
}
