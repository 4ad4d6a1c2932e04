//! Which scenarios there are: they follow from what a machine calls and where it waits, not from
//! what its states are called.
//!
//! The first ones say what the world is like. The others come from playing those: each state that an
//! execution enters may be the last one before somebody stops it, and each of its calls may fail,
//! not be answered, or be answered by nobody who hears it.

use std::collections::BTreeSet;

use super::clock::Seconds;
use super::machine::Kind;
use super::run::{Execution, What};
use super::stage::{NEXT, NotPlayed, Played, Script, Stage};
use super::world::{Conditions, Did, Fault, Gate, Rollout, Sick, World, Wrong};

/// A scenario: what the world is like, and what goes wrong.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name, unique among those of a machine.
    pub name: String,
    /// What kind of scenario it is.
    pub group: Group,
    /// How it should end.
    pub expected: Expected,
    /// What happened before.
    pub(super) before: Before,
    /// What the world is like; times count from the start of the execution.
    pub(super) conditions: Conditions,
    /// A call of the machine that goes wrong.
    pub(super) fault: Option<Fault>,
    /// A call of its watchdog that goes wrong.
    pub(super) watchdog_fault: Option<Fault>,
    /// The execution is stopped when it has entered this many states.
    pub(super) stop: Option<usize>,
}

/// What scenarios have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The world is well or not.
    World,
    /// The same for the release after one that went well: the colours are swapped.
    Next,
    /// A call fails once.
    FailsOnce,
    /// A call does its work, and the answer is lost.
    AnswerLost,
    /// A call fails for ever.
    Fails,
    /// A call is never answered.
    Hangs,
    /// Somebody stops the execution.
    Abort,
    /// A call of the watchdog goes wrong once.
    Watchdog,
}

impl Group {
    /// Every group, in the order they are told.
    pub const ALL: [Self; 8] = [
        Self::World,
        Self::Next,
        Self::FailsOnce,
        Self::AnswerLost,
        Self::Fails,
        Self::Hangs,
        Self::Abort,
        Self::Watchdog,
    ];

    /// Its name, with which the names of its scenarios start; none for those that have names of
    /// their own.
    pub const fn name(self) -> &'static str {
        match self {
            Self::World => "",
            Self::Next => "next",
            Self::FailsOnce => "fails-once",
            Self::AnswerLost => "answer-lost",
            Self::Fails => "fails",
            Self::Hangs => "hangs",
            Self::Abort => "abort",
            Self::Watchdog => "watchdog",
        }
    }
}

/// How a scenario should end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// All traffic goes to the new release.
    Promoted,
    /// All traffic goes to the old one.
    RolledBack,
    /// All traffic goes to either.
    Settled,
    /// Everything is as another execution has it.
    LeftAlone,
}

/// What happened before a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Nothing,
    /// A release that went well.
    Release,
    /// Another release that still goes on.
    Running,
}

/// A stretch of waiting after traffic was shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bake {
    pub(super) from: Seconds,
    pub(super) to: Seconds,
    /// States entered up to its first wait.
    pub(super) entered: usize,
}

/// The scenarios of a machine.
///
/// # Errors
/// If one needs what is not played.
pub fn scenarios(stage: &Stage) -> Result<Vec<Scenario>, NotPlayed> {
    let mut worlds = worlds(stage)?;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for world in &worlds {
        let played = stage.rehearse(world)?;
        found.extend(mishaps(stage, world, &played.main, &mut seen));
    }
    found.extend(watchdog_mishaps(stage, &found)?);
    worlds.extend(found);
    worlds.sort_by_key(|it| it.group);
    Ok(worlds)
}

fn scenario(name: impl Into<String>, expected: Expected) -> Scenario {
    Scenario {
        name: name.into(),
        group: Group::World,
        expected,
        before: Before::Nothing,
        conditions: Conditions::default(),
        fault: None,
        watchdog_fault: None,
        stop: None,
    }
}

/// The scenarios that say what the world is like.
fn worlds(stage: &Stage) -> Result<Vec<Scenario>, NotPlayed> {
    let healthy = scenario("healthy", Expected::Promoted);
    let played = stage.rehearse(&healthy)?;
    let next = Scenario { before: Before::Release, ..scenario("next-release", Expected::Promoted) };
    let after = stage.rehearse(&next)?;
    let mut found = vec![healthy, next];
    found.extend(gates(&played, ""));
    found.extend(rollouts(&played));
    // A machine may have states of its own for each direction.
    let states = |it: &Played| {
        it.main.events.iter().map(|event| event.state.clone()).collect::<BTreeSet<_>>()
    };
    if !states(&after).is_subset(&states(&played)) {
        let gates = gates(&after, "next-");
        let next = |it| Scenario { before: Before::Release, group: Group::Next, ..it };
        found.extend(gates.into_iter().map(next));
    }
    if played.world.log.iter().any(|it| it.did == Did::Wrote) && !bakes(&played).is_empty() {
        let held = scenario("lease-held", Expected::LeftAlone);
        found.push(Scenario { before: Before::Running, ..held });
    }
    Ok(found)
}

/// What is looked at before traffic moves is not well: from the start on, and during each bake.
fn gates(played: &Played, prefix: &str) -> Vec<Scenario> {
    let mut found = Vec::new();
    let mut add = |name: String, conditions: Conditions| {
        let scenario = scenario(format!("{prefix}{name}"), Expected::RolledBack);
        found.push(Scenario { conditions, ..scenario });
    };
    let looks = |gate: Gate, from: Seconds| {
        let is = |did: &Did| matches!(did, Did::Looked(it, _) if *it == gate);
        played.world.log.iter().any(|it| is(&it.did) && it.at >= from)
    };
    let start = began(played);
    let alarms: Vec<_> = played.world.seen_alarms.iter().collect();
    for (number, alarm) in alarms.iter().enumerate() {
        let which = if number == 0 { String::new() } else { format!("-{}", number + 1) };
        let conditions = Conditions { alarm: Some(((*alarm).clone(), 0)), ..Conditions::default() };
        add(format!("alarm{which}-at-start"), conditions);
    }
    let bakes = bakes(played);
    for (number, bake) in bakes.iter().enumerate() {
        let middle = u64::midpoint(bake.from, bake.to);
        if let Some(alarm) = alarms.last().filter(|_| looks(Gate::Alarms, middle)) {
            let alarm = Some(((*alarm).clone(), middle - start));
            let conditions = Conditions { alarm, ..Conditions::default() };
            add(format!("alarm-during-bake-{}", number + 1), conditions);
        }
    }
    let Some(group) = new_group(played) else { return found };
    let sick = |sick, from| Conditions {
        targets: Some((group.clone(), sick, from)),
        ..Conditions::default()
    };
    add("no-targets".to_owned(), sick(Sick::Gone, 0));
    add("targets-unhealthy".to_owned(), sick(Sick::All, 0));
    add("one-target-unhealthy".to_owned(), sick(Sick::Last, 0));
    for (number, bake) in bakes.iter().enumerate() {
        let middle = u64::midpoint(bake.from, bake.to);
        if looks(Gate::Targets, middle) {
            let conditions = sick(Sick::All, middle - start);
            add(format!("targets-unhealthy-during-bake-{}", number + 1), conditions);
        }
    }
    found
}

fn began(played: &Played) -> Seconds {
    played.main.events.first().map_or(0, |it| it.at)
}

/// The target group that gets the traffic in the end, if its health is looked at.
fn new_group(played: &Played) -> Option<String> {
    let seen = &played.world.seen_groups;
    let holders = played.world.traffic.values().filter_map(super::stage::holder);
    let new = holders.into_iter().find(|it| seen.contains(it));
    new.or_else(|| seen.last().cloned())
}

fn rollouts(played: &Played) -> Vec<Scenario> {
    let log = &played.world.log;
    let is_watched = log.iter().any(|it| matches!(it.did, Did::Looked(Gate::Rollout, _)));
    if !is_watched || !log.iter().any(|it| it.did == Did::RolledOut) {
        return Vec::new();
    }
    let of = |name, rollout| Scenario {
        conditions: Conditions { rollout, ..Conditions::default() },
        ..scenario(name, Expected::RolledBack)
    };
    vec![
        of("rollout-fails", Rollout::Fails),
        of("rollout-undone-by-ecs", Rollout::IsUndone),
        of("rollout-stuck", Rollout::IsStuck),
    ]
}

/// When an execution waits after it has shifted traffic: waits with no shift between them are one.
pub(super) fn bakes(played: &Played) -> Vec<Bake> {
    let shifts = played.world.log.iter().filter(|it| matches!(it.did, Did::Shifted { .. }));
    let shifts: Vec<Seconds> = shifts.map(|it| it.at).collect();
    let mut found: Vec<Bake> = Vec::new();
    let mut entered = 0;
    for (event, next) in played.main.events.iter().zip(played.main.events.iter().skip(1)) {
        if event.what != What::Entered {
            continue;
        }
        entered += 1;
        let waits = next.what == What::Entered && next.at > event.at;
        if !waits || shifts.first().is_none_or(|first| *first > event.at) {
            continue;
        }
        match found.last_mut() {
            Some(last) if !shifts.iter().any(|it| *it >= last.to && *it <= event.at) => {
                last.to = next.at;
            }
            _ => found.push(Bake { from: event.at, to: next.at, entered }),
        }
    }
    found
}

/// What may go wrong in each state that an execution of a scenario enters and none before entered.
fn mishaps(
    stage: &Stage,
    base: &Scenario,
    execution: &Execution,
    seen: &mut BTreeSet<String>,
) -> Vec<Scenario> {
    let anyhow = match base.expected {
        Expected::LeftAlone => Expected::LeftAlone,
        Expected::Promoted | Expected::RolledBack | Expected::Settled => Expected::Settled,
    };
    let states = stage.machine.every_state();
    let entered = execution.events.iter().filter(|it| it.what == What::Entered);
    let mut found = Vec::new();
    for (position, event) in entered.enumerate() {
        let state = &event.state;
        if !seen.insert(state.clone()) {
            continue;
        }
        let of = |group: Group, expected| Scenario {
            name: format!("{}-at-{state}", group.name()),
            group,
            expected,
            ..base.clone()
        };
        let abort = of(Group::Abort, anyhow);
        found.push(Scenario { stop: Some(position + 1), ..abort });
        let kind = states.iter().find(|(name, _)| name == state).map(|(_, it)| &it.kind);
        let Some(Kind::Task { resource, .. }) = kind else { continue };
        let wrong = [
            (Group::FailsOnce, Wrong::Once, base.expected),
            (Group::AnswerLost, Wrong::AnswerLost, base.expected),
            (Group::Fails, Wrong::Always, anyhow),
            (Group::Hangs, Wrong::Silent, anyhow),
        ];
        for (group, how, expected) in wrong {
            if how != Wrong::AnswerLost || writes(resource) {
                let fault = Some(Fault { state: state.clone(), how });
                found.push(Scenario { fault, ..of(group, expected) });
            }
        }
    }
    found
}

/// Whether a call changes something: an answer that is lost matters then.
fn writes(resource: &str) -> bool {
    let action = resource.rsplit(':').next().unwrap_or_default();
    !["get", "describe", "list"].iter().any(|it| action.starts_with(it))
}

/// What may go wrong in the watchdog, after an execution that was stopped in its first bake.
fn watchdog_mishaps(stage: &Stage, found: &[Scenario]) -> Result<Vec<Scenario>, NotPlayed> {
    let healthy = stage.rehearse(&scenario("healthy", Expected::Promoted))?;
    let bake = bakes(&healthy).first().copied();
    let base = found.iter().find(|it| it.stop.is_some() && it.stop == bake.map(|it| it.entered));
    let (Some(base), Some((_, watchdog))) = (base, &stage.watchdog) else { return Ok(Vec::new()) };
    let Some((_, execution)) = stage.rehearse(base)?.watchdog else { return Ok(Vec::new()) };
    let states = watchdog.every_state();
    let mut found = Vec::new();
    for (name, state) in states {
        let is_entered = execution.events.iter().any(|it| it.state == name);
        let Kind::Task { resource, .. } = &state.kind else { continue };
        for (how, what) in [(Wrong::Once, "fails-once"), (Wrong::AnswerLost, "answer-lost")] {
            if is_entered && (how == Wrong::Once || writes(resource)) {
                found.push(Scenario {
                    name: format!("watchdog-{what}-at-{name}"),
                    group: Group::Watchdog,
                    watchdog_fault: Some(Fault { state: name.to_owned(), how }),
                    ..base.clone()
                });
            }
        }
    }
    Ok(found)
}

impl Stage {
    /// Plays a scenario.
    pub(super) fn rehearse(&self, scenario: &Scenario) -> Result<Played, NotPlayed> {
        let (mut world, at) = self.before(scenario.before).clone();
        world.conditions = scenario.conditions.clone();
        if let Some((_, from)) = &mut world.conditions.alarm {
            *from += at;
        }
        if let Some((_, _, from)) = &mut world.conditions.targets {
            *from += at;
        }
        let script = Script {
            at,
            release: "r2".to_owned(),
            fault: scenario.fault.clone(),
            watchdog_fault: scenario.watchdog_fault.clone(),
            stop: scenario.stop,
            goes_on: false,
        };
        self.play(&world, &script)
    }

    /// The world in which a scenario starts, and when it does.
    pub(super) fn before(&self, before: Before) -> &(World, Seconds) {
        match before {
            Before::Nothing => &self.fresh,
            Before::Release => &self.released,
            Before::Running => &self.running,
        }
    }

    /// Plays what happens before scenarios.
    pub(super) fn prepare(&mut self) -> Result<(), NotPlayed> {
        let first = Script { release: "r1".to_owned(), ..Script::default() };
        let after = |played: Played| {
            let ended = played.watchdog.as_ref().map_or(played.main.at, |(_, it)| it.at);
            (World { log: Vec::new(), ..played.world }, ended.saturating_add(NEXT))
        };
        let healthy = self.play(self.first(), &first)?;
        let stop = bakes(&healthy).first().map(|it| it.entered);
        let running = self.play(self.first(), &Script { stop, goes_on: true, ..first })?;
        (self.released, self.running) = (after(healthy), after(running));
        Ok(())
    }
}
