//! A rehearsal as people follow it: where traffic goes over time, and what happens meanwhile.

use std::fmt::Write as _;

use crate::exchange::rehearsal::Mark;

use super::clock::Seconds;
use super::judge::Rehearsal;
use super::run::{Outcome, What};
use super::stage::status;
use super::world::{Did, Gate, Happening, Sick, Weights, Wrong};

/// A rehearsal as people follow it. Times count from its start.
#[derive(Clone, Debug)]
pub struct Story {
    /// What the old release's targets are called.
    pub old: String,
    /// What the new one's are called.
    pub new: String,
    /// Share of the traffic that the new release gets at the start, in tenths of a percent.
    pub first: u64,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// When everything has ended.
    pub ends: Seconds,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Seconds,
    /// What it is.
    pub mark: Mark,
    /// What happened.
    pub text: String,
    /// Share of the traffic that the new release gets from now on, in tenths of a percent.
    pub new: u64,
}

impl Story {
    /// The story of a rehearsal: of the first thing that divides traffic, if there are several.
    pub fn of(rehearsal: &Rehearsal) -> Self {
        let lane = rehearsal.traffic.keys().next().cloned().unwrap_or_default();
        let before = rehearsal.traffic.get(&lane).cloned().unwrap_or_default();
        let old_target = rehearsal.old.get(&lane).cloned().unwrap_or_default();
        let new_target = before.keys().find(|it| **it != old_target).cloned();
        let (old, new) = short(&old_target, &new_target.unwrap_or_default());
        let mut teller = Teller { rehearsal, lane, old_target, old, new, events: Vec::new() };
        let first = teller.share(&before);
        teller.tell(first);
        Self {
            old: teller.old,
            new: teller.new,
            first,
            events: teller.events,
            ends: rehearsal.took(),
        }
    }

    /// Share of the traffic that the new release gets at a time, in tenths of a percent.
    pub fn share(&self, at: Seconds) -> u64 {
        let until = self.events.iter().take_while(|it| it.at <= at);
        until.last().map_or(self.first, |it| it.new)
    }
}

struct Teller<'r> {
    rehearsal: &'r Rehearsal,
    lane: String,
    old_target: String,
    old: String,
    new: String,
    events: Vec<Event>,
}

impl Teller<'_> {
    fn share(&self, weights: &Weights) -> u64 {
        let all: u64 = weights.values().sum();
        let old = weights.get(&self.old_target).copied().unwrap_or(0);
        ((all - old) * 1000).checked_div(all).unwrap_or(0)
    }

    fn tell(&mut self, first: u64) {
        let played = &self.rehearsal.played;
        let mut told = vec![self.condition()];
        let watched = played.watchdog.as_ref().map(|(at, _)| *at);
        let is_main = |it: &&Happening| watched.is_none_or(|at| it.at < at);
        let (main, after): (Vec<_>, Vec<_>) = played.world.log.iter().partition(is_main);
        told.extend(main.iter().map(|it| self.happening(it)));
        told.extend(played.main.events.iter().map(|it| self.caught(it)));
        told.push(Some(self.ended()));
        if let Some((at, execution)) = &played.watchdog {
            told.push(Some((*at, Mark::Watchdog, "the watchdog starts".to_owned(), None)));
            told.extend(after.iter().map(|it| self.happening(it)));
            let text = match &execution.outcome {
                Outcome::Succeeded(_) => "it succeeds".to_owned(),
                other => format!("it ends as `{}`", status(other)),
            };
            told.push(Some((execution.at, Mark::Ended, text, None)));
        }
        let mut told: Vec<_> = told.into_iter().flatten().collect();
        told.sort_by_key(|(at, ..)| *at);
        let mut new = first;
        for (at, mark, text, share) in told {
            new = share.unwrap_or(new);
            let at = at.saturating_sub(self.rehearsal.at);
            match self.events.last_mut() {
                // What is looked at at the same time is one gate; what is looked at again and again
                // is told once.
                Some(last) if last.mark == mark && last.text == text => {}
                Some(last) if last.mark == mark && last.at == at && mark == Mark::GateOpen => {
                    last.text = format!("{}, {text}", last.text);
                }
                _ => self.events.push(Event { at, mark, text, new }),
            }
        }
    }

    /// What a scenario says of the world, if that comes to pass while it is played.
    fn condition(&self) -> Option<Told> {
        let rehearsal = self.rehearsal;
        let conditions = &rehearsal.played.world.conditions;
        let is_meanwhile = |at: &Seconds| *at <= rehearsal.played.main.at;
        if let Some((alarm, at)) = conditions.alarm.as_ref().filter(|(_, at)| is_meanwhile(at)) {
            return Some((*at, Mark::Alarm, format!("the alarm `{alarm}` fires"), None));
        }
        let (_, sick, at) = conditions.targets.as_ref().filter(|(.., at)| is_meanwhile(at))?;
        let what = match sick {
            Sick::Gone => "there are no targets",
            Sick::All => "the targets are unhealthy",
            Sick::Last => "one of the targets is unhealthy",
        };
        Some((*at, Mark::Alarm, what.to_owned(), None))
    }

    fn happening(&self, happening: &Happening) -> Option<Told> {
        let state = &happening.state;
        let (mark, text, share) = match &happening.did {
            Did::Looked(gate, is_well) => {
                let mark = if *is_well { Mark::GateOpen } else { Mark::GateClosed };
                let text = match (gate, is_well) {
                    (Gate::Targets, true) => "targets are healthy",
                    (Gate::Targets, false) => "targets are not healthy",
                    (Gate::Alarms, true) => "no alarm fires",
                    (Gate::Alarms, false) => "an alarm fires",
                    (Gate::Rollout, true) => "tasks are running",
                    // Tasks take their time: that closes no gate.
                    (Gate::Rollout, false) => return None,
                };
                (mark, text.to_owned(), None)
            }
            Did::Shifted { lane, before, after } if *lane == self.lane => {
                let (from, to) = (self.share(before), self.share(after));
                let text = format!("{} to {}", percent(to), self.new);
                if to > from {
                    (Mark::Shifted, text, Some(to))
                } else {
                    (Mark::RolledBack, format!("back to {}", self.back(to)), Some(to))
                }
            }
            Did::Refused => {
                (Mark::GateClosed, format!("`{state}` is refused by its condition"), None)
            }
            Did::WentWrong(how) => {
                let what = match how {
                    Wrong::Once => "fails once",
                    Wrong::Always => "fails",
                    Wrong::AnswerLost => "does its work, and its answer is lost",
                    Wrong::Silent => "is not answered",
                };
                (Mark::Fault, format!("`{state}` {what}"), None)
            }
            Did::RolledOut | Did::Wrote | Did::Sent | Did::Shifted { .. } => return None,
        };
        Some((happening.at, mark, text, share))
    }

    /// An error that nobody planned: neither the scenario nor a condition of the machine's own.
    fn caught(&self, event: &super::run::Event) -> Option<Told> {
        let What::Caught(failure) = &event.what else { return None };
        let log = &self.rehearsal.played.world.log;
        let is_planned =
            |it: &Happening| matches!(it.did, Did::WentWrong(_) | Did::Refused | Did::Looked(..));
        let mut here = log.iter().filter(|it| it.at == event.at);
        if here.any(|it| is_planned(it) && (it.state == event.state || is_look(it))) {
            return None;
        }
        let text = format!("`{}` fails with `{}`: {}", event.state, failure.error, failure.cause);
        Some((event.at, Mark::Fault, text, None))
    }

    fn back(&self, to: u64) -> String {
        if to == 0 { self.old.clone() } else { format!("{} to {}", percent(to), self.new) }
    }

    fn ended(&self) -> Told {
        let main = &self.rehearsal.played.main;
        let last = main.events.last().map_or("", |it| it.state.as_str());
        let (mark, text) = match &main.outcome {
            Outcome::Succeeded(_) => (Mark::Ended, "the execution succeeds".to_owned()),
            Outcome::Failed(failure) => {
                let mut text = format!("the execution fails with `{}`", failure.error);
                if failure.error.starts_with("States.") {
                    let _ = write!(text, " in `{last}`: {}", failure.cause);
                }
                (Mark::Ended, text)
            }
            Outcome::TimedOut => (Mark::Stopped, "the execution times out".to_owned()),
            Outcome::Aborted => (Mark::Stopped, format!("somebody stops it in `{last}`")),
            Outcome::Hangs => (Mark::Stopped, format!("it waits in `{last}` for ever")),
        };
        (main.at, mark, text, None)
    }
}

/// Whether something was looked at and not well: what judges it fails on purpose.
fn is_look(happening: &Happening) -> bool {
    matches!(happening.did, Did::Looked(_, false))
}

/// When, what, in words, and the new release's share from then on, if that changes.
type Told = (Seconds, Mark, String, Option<u64>);

/// Tenths of a percent, as in `5 %` or `2.5 %`.
pub(super) fn percent(tenths: u64) -> String {
    match tenths % 10 {
        0 => format!("{} %", tenths / 10),
        rest => format!("{}.{rest} %", tenths / 10),
    }
}

/// The words in which two names differ: `OrdersBlueGroup` and `OrdersGreenGroup` are `blue` and
/// `green`.
fn short(old: &str, new: &str) -> (String, String) {
    let (mut left, mut right) = (words(old), words(new));
    while left.len() > 1 && right.len() > 1 && left[0] == right[0] {
        left.remove(0);
        right.remove(0);
    }
    while left.len() > 1 && right.len() > 1 && left.last() == right.last() {
        left.pop();
        right.pop();
    }
    let joined = |words: Vec<String>, otherwise: &str| {
        if words.is_empty() { otherwise.to_owned() } else { words.join("-") }
    };
    (joined(left, "the old release"), joined(right, "the new release"))
}

/// The words of a name: split at what is no letter or digit, and where a capital follows.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut starts = true;
    let mut was_small = false;
    for character in name.chars() {
        if !character.is_alphanumeric() {
            starts = true;
            continue;
        }
        if starts || (was_small && character.is_uppercase()) {
            words.push(String::new());
        }
        starts = false;
        was_small = character.is_lowercase() || character.is_ascii_digit();
        if let Some(last) = words.last_mut() {
            last.extend(character.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shortened_to_what_differs() {
        let check = |old: &str, new: &str, expected: (&str, &str)| {
            assert_eq!(short(old, new), (expected.0.to_owned(), expected.1.to_owned()));
        };
        check("orders-blue", "orders-green", ("blue", "green"));
        check("OrdersBlueTargetGroup", "OrdersGreenTargetGroup", ("blue", "green"));
        check("aws_lb_target_group.blue", "aws_lb_target_group.black", ("blue", "black"));
        check("a", "(the others)", ("a", "the-others"));
        check("", "", ("the old release", "the new release"));
    }

    #[test]
    fn shares_read_as_percent() {
        assert_eq!([0, 25, 1000].map(percent), ["0 %", "2.5 %", "100 %"]);
    }
}
