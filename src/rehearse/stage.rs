//! What is played with: a machine, its watchdog, and the world before the first release.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::clock::Seconds;
use super::find::{Found, Watchdog, event};
use super::input::stand_in;
use super::machine::{Kind, Machine, Odd};
use super::run::{Execution, Outcome, Start, play};
use super::world::{Did, Fault, Traffic, Weights, World, is_simulated};

/// A watchdog is started so long after an execution has ended, in seconds.
const EVENT_DELAY: Seconds = 1;
/// The next release starts so long after everything has ended, in seconds.
pub(super) const NEXT: Seconds = 60;

/// Why a machine is not played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotPlayed {
    /// The machine.
    pub machine: String,
    /// The state that is odd; none if the machine is.
    pub state: Option<String>,
    /// Why.
    pub why: String,
}

/// A machine that is ready to be played.
#[derive(Debug)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// The machine.
    pub machine: Machine,
    /// The machine that settles what it left behind.
    pub watchdog: Option<(Watchdog, Machine)>,
    /// What each execution is given.
    pub input: Json,
    /// The world before the first release, and when it starts.
    pub(super) fresh: (World, Seconds),
    /// The world after one that went well, and when the next one starts.
    pub(super) released: (World, Seconds),
    /// The world while another one goes on, and when a second one starts.
    pub(super) running: (World, Seconds),
}

/// How an execution is played.
#[derive(Clone, Debug, Default)]
pub(super) struct Script {
    /// When it starts.
    pub(super) at: Seconds,
    /// The name of the release.
    pub(super) release: String,
    /// What goes wrong while the machine is played.
    pub(super) fault: Option<Fault>,
    /// What goes wrong while its watchdog is played.
    pub(super) watchdog_fault: Option<Fault>,
    /// It is stopped when it has entered this many states.
    pub(super) stop: Option<usize>,
    /// Whether its watchdog is not started, since it is still running.
    pub(super) goes_on: bool,
}

/// An execution and what came of it.
#[derive(Clone, Debug)]
pub struct Played {
    /// The execution of the machine.
    pub main: Execution,
    /// That of its watchdog, if it was started, and when.
    pub watchdog: Option<(Seconds, Execution)>,
    /// The world afterwards.
    pub world: World,
}

impl Stage {
    /// Gets a machine ready. Without an input, it is given what it reads.
    ///
    /// # Errors
    /// What of it cannot be played: everything that can be told before.
    pub fn new(found: &Found, input: Option<Json>) -> Result<Self, Vec<NotPlayed>> {
        let machine = ready(&found.name, &found.definition)?;
        let watchdog = match &found.watchdog {
            Some(it) => Some((it.clone(), ready(&it.name, &it.definition)?)),
            None => None,
        };
        let mut keys = BTreeMap::new();
        keys_in(&found.definition, &mut keys);
        let input = input.unwrap_or_else(|| stand_in(&found.definition));
        let parameters = found.parameters.clone();
        let world = World { keys, parameters, ..World::default() };
        let fresh = (world, 0);
        let (released, running) = (fresh.clone(), fresh.clone());
        let name = found.name.clone();
        let mut stage = Self { name, machine, watchdog, input, fresh, released, running };
        let traffic = stage.traffic();
        let prepared = traffic.and_then(|traffic| {
            stage.fresh.0.traffic = traffic;
            stage.prepare()
        });
        prepared.map(|()| stage).map_err(|why| vec![why])
    }

    /// The world before the first release.
    pub(super) fn first(&self) -> &World {
        &self.fresh.0
    }

    /// Where traffic goes before the first release: not where a healthy one leads it.
    fn traffic(&self) -> Result<Traffic, NotPlayed> {
        let script = Script { release: "r1".to_owned(), ..Script::default() };
        let Played { main, world, .. } = self.play(self.first(), &script)?;
        let is_well = matches!(main.outcome, Outcome::Succeeded(_));
        let mut traffic = Traffic::new();
        for happening in &world.log {
            if let Did::Shifted { lane, after, .. } = &happening.did {
                // An execution that ends badly has put traffic back at best.
                let ends = world.traffic.get(lane).filter(|_| is_well).cloned();
                let ends = ends.unwrap_or_default();
                traffic.entry(lane.clone()).or_insert_with(|| before(after, &ends));
            }
        }
        Ok(traffic)
    }

    /// Plays the machine in a world, and its watchdog if it is started.
    pub(super) fn play(&self, world: &World, script: &Script) -> Result<Played, NotPlayed> {
        let mut world = world.clone();
        world.fault.clone_from(&script.fault);
        world.log.clear();
        world.seen_alarms.clear();
        world.seen_groups.clear();
        let start = Start {
            machine: &self.name,
            name: &script.release,
            input: &self.input,
            at: script.at,
            stop: script.stop,
        };
        world.executions.insert(start.arn(), "RUNNING".to_owned());
        let main =
            play(&self.machine, &start, &mut world).map_err(|why| not_played(&self.name, why))?;
        world.fault = None;
        if script.goes_on {
            return Ok(Played { main, watchdog: None, world });
        }
        world.executions.insert(start.arn(), status(&main.outcome).to_owned());
        let watchdog = match &self.watchdog {
            Some((watchdog, machine))
                if watchdog.statuses.iter().any(|it| it == status(&main.outcome)) =>
            {
                world.fault.clone_from(&script.watchdog_fault);
                let at = main.at.saturating_add(EVENT_DELAY);
                Some((at, self.watch(watchdog, machine, (&script.release, &main), at, &mut world)?))
            }
            _ => None,
        };
        world.fault = None;
        Ok(Played { main, watchdog, world })
    }

    fn watch(
        &self,
        watchdog: &Watchdog,
        machine: &Machine,
        (release, main): (&str, &Execution),
        at: Seconds,
        world: &mut World,
    ) -> Result<Execution, NotPlayed> {
        let odd = |why| not_played(&watchdog.name, why);
        let event = event(&self.name, release, status(&main.outcome), &self.input);
        let input = watchdog.input(&event).map_err(odd)?;
        let name = format!("{release}-settled");
        let start = Start { machine: &watchdog.name, name: &name, input: &input, at, stop: None };
        play(machine, &start, world).map_err(odd)
    }
}

/// The status of an execution, as Step Functions has it.
pub fn status(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Succeeded(_) => "SUCCEEDED",
        Outcome::Failed(_) => "FAILED",
        Outcome::TimedOut => "TIMED_OUT",
        Outcome::Aborted => "ABORTED",
        Outcome::Hangs => "RUNNING",
    }
}

/// A machine whose states are all played.
fn ready(name: &str, definition: &Json) -> Result<Machine, Vec<NotPlayed>> {
    let machine = Machine::new(definition)
        .map_err(|Odd { state, why }| vec![NotPlayed { machine: name.to_owned(), state, why }])?;
    let mut odd = Vec::new();
    for (state, it) in machine.every_state() {
        if let Kind::Task { resource, .. } = &it.kind
            && let Err(why) = is_simulated(resource)
        {
            odd.push(NotPlayed { machine: name.to_owned(), state: Some(state.to_owned()), why });
        }
    }
    if odd.is_empty() { Ok(machine) } else { Err(odd) }
}

fn not_played(machine: &str, why: String) -> NotPlayed {
    NotPlayed { machine: machine.to_owned(), state: None, why }
}

/// How a lane was divided before the first shift, if a healthy execution leaves it like this: all
/// went to another target than in the end; if that is not settled, to the one that gets most.
fn before(first: &Weights, ends: &Weights) -> Weights {
    let heaviest = |among: &dyn Fn(&str) -> bool| {
        let targets = first.iter().filter(|(target, _)| among(target));
        targets.max_by_key(|(_, weight)| **weight).map(|(target, _)| target.clone())
    };
    let new = holder(ends);
    let old = heaviest(&|target| new.as_deref() != Some(target));
    // A machine that writes one record only shares traffic with one that it does not know.
    let old = old.unwrap_or_else(|| "(the others)".to_owned());
    let targets = first.keys().chain([&old]);
    let weights = targets.map(|target| (target.clone(), if *target == old { 100 } else { 0 }));
    let mut weights: Weights = weights.collect();
    if ends.len() == 1 {
        weights.extend([("(the others)".to_owned(), 100)]);
        weights.extend(first.keys().map(|it| (it.clone(), 0)));
    }
    weights
}

/// What gets all the traffic of a lane, if one does.
pub(super) fn holder(weights: &Weights) -> Option<String> {
    let mut targets = weights.iter().filter(|(_, weight)| **weight > 0);
    match (targets.next(), targets.next()) {
        (Some((target, _)), None) => Some(target.clone()),
        _ => None,
    }
}

/// The names of the attributes of keys, by the tables that calls name.
fn keys_in(definition: &Json, keys: &mut BTreeMap<String, Vec<String>>) {
    match definition {
        Json::Object(fields) => {
            let table = fields.get("TableName").and_then(Json::as_str);
            if let (Some(table), Some(Json::Object(key))) = (table, fields.get("Key")) {
                let names = key.keys().map(|it| it.trim_end_matches(".$").to_owned());
                keys.insert(table.to_owned(), names.collect());
            }
            for it in fields.values() {
                keys_in(it, keys);
            }
        }
        Json::Array(items) => {
            for it in items {
                keys_in(it, keys);
            }
        }
        _ => {}
    }
}
