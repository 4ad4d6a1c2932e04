//! How a scenario ended, and whether it should.
//!
//! Traffic is settled if all of it goes to one place. Whether the lease is free is not read from an
//! attribute: the next release is played, and must go through.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::clock::Seconds;
use super::run::{Outcome, What};
use super::scenario::{Before, Expected, Scenario, scenarios};
use super::stage::{NEXT, NotPlayed, Played, Script, Stage, holder, status};
use super::world::{Conditions, Did, Traffic, World};

/// A scenario that was played and judged.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// The scenario.
    pub scenario: Scenario,
    /// When it starts.
    pub at: Seconds,
    /// Where traffic went before.
    pub traffic: Traffic,
    /// What gets the traffic of the old release, by what divides it.
    pub old: BTreeMap<String, String>,
    /// What was played.
    pub played: Played,
    /// How it ended.
    pub ending: Ending,
    /// What is wrong with that; none if it ended as it should.
    pub wrong: Vec<String>,
}

/// How a scenario ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All traffic goes to the new release.
    Promoted,
    /// All traffic goes to the old one again.
    RolledBack,
    /// Traffic was never shifted.
    NotShifted,
    /// Traffic goes to both.
    Split,
    /// The machine shifts no traffic at all, and ended well.
    Succeeded,
    /// The machine shifts no traffic at all, and ended badly.
    Failed,
}

impl Ending {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Promoted => "promoted",
            Self::RolledBack => "rolled back",
            Self::NotShifted => "not shifted",
            Self::Split => "split",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }
}

/// Plays every scenario of a machine.
///
/// # Errors
/// If one needs what is not played.
pub fn rehearse(stage: &Stage) -> Result<Vec<Rehearsal>, NotPlayed> {
    scenarios(stage)?.into_par_iter().map(|it| judge(stage, it)).collect()
}

fn judge(stage: &Stage, scenario: Scenario) -> Result<Rehearsal, NotPlayed> {
    let (world, at) = stage.before(scenario.before).clone();
    let played = stage.rehearse(&scenario)?;
    let ending = ending(&world.traffic, &played);
    let mut wrong = Vec::new();
    if played.main.outcome == Outcome::Hangs {
        let last = played.main.events.last().map_or("", |it| it.state.as_str());
        wrong.push(format!("the execution waits for an answer in `{last}` for ever: give the machine `TimeoutSeconds`"));
    }
    match scenario.expected {
        Expected::LeftAlone => wrong.extend(changes(&world, &played)),
        expected => {
            wrong.extend(misses(expected, ending, &played.world.traffic));
            wrong.extend(next(stage, &played)?);
        }
    }
    if !wrong.is_empty() && !stage.first().traffic.is_empty() {
        wrong.extend(unwatched(stage, &played));
    }
    let (first, traffic) = (&stage.first().traffic, world.traffic);
    // While another release is going on, the old one is the one before that.
    let old = traffic.iter().filter_map(|(lane, weights)| {
        let old = holder(weights).or_else(|| holder(first.get(lane)?))?;
        Some((lane.clone(), old))
    });
    Ok(Rehearsal { old: old.collect(), scenario, at, traffic, played, ending, wrong })
}

fn ending(before: &Traffic, played: &Played) -> Ending {
    let after = &played.world.traffic;
    let shifted = played.world.log.iter().any(|it| matches!(it.did, Did::Shifted { .. }));
    if after.is_empty() {
        let is_well = matches!(played.main.outcome, Outcome::Succeeded(_));
        return if is_well { Ending::Succeeded } else { Ending::Failed };
    }
    if !shifted {
        return Ending::NotShifted;
    }
    let holders: Vec<_> =
        after.iter().map(|(lane, it)| (before.get(lane).and_then(holder), holder(it))).collect();
    if holders.iter().all(|(old, now)| now.is_some() && old != now) {
        Ending::Promoted
    } else if holders.iter().all(|(old, now)| now.is_some() && old == now) {
        Ending::RolledBack
    } else {
        Ending::Split
    }
}

/// What an ending lacks of the one that is expected.
fn misses(expected: Expected, ending: Ending, traffic: &Traffic) -> Option<String> {
    use {Ending as Is, Expected as Wants};
    match (expected, ending) {
        (_, Is::Split) => {
            let lanes = traffic.iter().filter(|(_, it)| holder(it).is_none());
            let lanes: Vec<_> = lanes.map(|(_, it)| shares(it)).collect();
            let lanes =
                if lanes.is_empty() { "different ways".to_owned() } else { lanes.join("; ") };
            Some(format!("traffic stays divided: {lanes}"))
        }
        (Wants::Promoted, Is::Promoted | Is::Succeeded)
        | (Wants::RolledBack, Is::RolledBack | Is::NotShifted | Is::Failed)
        | (Wants::Settled | Wants::LeftAlone, _) => None,
        (Wants::Promoted, Is::Failed) => Some("it should succeed, and fails".to_owned()),
        (Wants::Promoted, ending) => {
            Some(format!("it should be promoted, and is {}", ending.words()))
        }
        (Wants::RolledBack, ending) => {
            Some(format!("it should be rolled back, and is {}", ending.words()))
        }
    }
}

/// Weights, as in `blue 75, green 25`.
pub(super) fn shares(weights: &super::world::Weights) -> String {
    let shares = weights.iter().map(|(target, weight)| format!("`{target}` {weight}"));
    shares.collect::<Vec<_>>().join(", ")
}

/// What an execution changed of what another one holds.
fn changes(before: &World, played: &Played) -> Option<String> {
    if played.world.traffic != before.traffic {
        return Some("it shifts the traffic of a release that is still going on".to_owned());
    }
    let is_same = played.world.tables == before.tables;
    (!is_same).then(|| "it changes the record of a release that is still going on".to_owned())
}

/// What keeps the next release from going through.
fn next(stage: &Stage, played: &Played) -> Result<Option<String>, NotPlayed> {
    let mut world = played.world.clone();
    world.conditions = Conditions::default();
    let ended = played.watchdog.as_ref().map_or(played.main.at, |(_, it)| it.at);
    let script =
        Script { release: "r3".to_owned(), at: ended.saturating_add(NEXT), ..Script::default() };
    let next = stage.play(&world, &script)?;
    let ending = ending(&world.traffic, &next);
    if matches!(ending, Ending::Promoted | Ending::Succeeded) {
        return Ok(None);
    }
    let last = next.main.events.iter().rfind(|it| it.what == What::Entered);
    let last = last.map_or("", |it| it.state.as_str());
    if matches!(next.main.outcome, Outcome::Succeeded(_)) && ending != Ending::Split {
        let why = "the next release gets no traffic: the machine shifts to the same side each time";
        return Ok(Some(why.to_owned()));
    }
    let refused = next.world.log.iter().find(|it| it.did == Did::Refused);
    let why = match refused {
        Some(it) => format!("`{}` is refused: the lease is still held", it.state),
        None => format!("it is {} and ends in `{last}`", ending.words()),
    };
    Ok(Some(format!("the next release does not go through: {why}")))
}

/// Nobody looks after what an execution left behind.
fn unwatched(stage: &Stage, played: &Played) -> Option<String> {
    let is_badly = !matches!(played.main.outcome, Outcome::Succeeded(_) | Outcome::Hangs);
    let status = status(&played.main.outcome);
    match (&stage.watchdog, &played.watchdog) {
        (None, _) if is_badly => Some(format!(
            "no rule starts a machine that settles what an execution leaves behind that ends as `{status}`"
        )),
        (Some((watchdog, _)), None) if is_badly => {
            Some(format!("`{}` is not started when an execution ends as `{status}`", watchdog.name))
        }
        (Some((watchdog, _)), Some((_, execution))) => match &execution.outcome {
            Outcome::Succeeded(_) => None,
            Outcome::Failed(failure) => {
                Some(format!("`{}` fails with `{}`", watchdog.name, failure.error))
            }
            other => Some(format!("`{}` ends as `{}`", watchdog.name, self::status(other))),
        },
        _ => None,
    }
}

impl Rehearsal {
    /// When everything has ended, in seconds since it started.
    pub fn took(&self) -> Seconds {
        let ended = self.played.watchdog.as_ref().map_or(self.played.main.at, |(_, it)| it.at);
        ended.saturating_sub(self.at)
    }

    /// Whether another release is still going on.
    pub fn is_second(&self) -> bool {
        self.scenario.before == Before::Running
    }
}
