//! Rehearsals as the document that `--format json` prints.

use crate::exchange::rehearsal::{Event, Scenario};

use super::judge::Rehearsal;
use super::run::{Outcome, What};
use super::scenario::Expected;
use super::stage::status;
use super::story::Story;

/// A rehearsal as it stands in the document.
pub fn scenario(rehearsal: &Rehearsal) -> Scenario {
    let story = Story::of(rehearsal);
    let played = &rehearsal.played;
    let watchdog = played.watchdog.as_ref().map(|(_, it)| it);
    let executions = std::iter::once(&played.main).chain(watchdog);
    let entered = executions.flat_map(|it| &it.events).filter(|it| it.what == What::Entered);
    let items = played.world.tables.iter().map(|(table, items)| {
        (table.clone(), items.values().cloned().map(serde_json::Value::Object).collect())
    });
    let events = story.events.into_iter();
    Scenario {
        name: rehearsal.scenario.name.clone(),
        expected: match rehearsal.scenario.expected {
            Expected::Promoted => "promoted",
            Expected::RolledBack => "rolled back",
            Expected::Settled => "settled",
            Expected::LeftAlone => "left alone",
        }
        .to_owned(),
        ending: rehearsal.ending.words().to_owned(),
        problems: rehearsal.wrong.clone(),
        status: status(&played.main.outcome).to_owned(),
        error: match &played.main.outcome {
            Outcome::Failed(failure) => Some(failure.error.clone()),
            Outcome::Succeeded(_) | Outcome::TimedOut | Outcome::Aborted | Outcome::Hangs => None,
        },
        seconds: rehearsal.took(),
        watchdog: watchdog.map(|it| status(&it.outcome).to_owned()),
        events: events
            .map(|it| Event { at: it.at, mark: it.mark, text: it.text, new: it.new })
            .collect(),
        states: entered.map(|it| it.state.clone()).collect(),
        weights_before: rehearsal.traffic.clone(),
        weights: played.world.traffic.clone(),
        items: items.collect(),
    }
}
