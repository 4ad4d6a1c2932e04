//! Proofs for people: what is wrong, in the user's line, and the way to it, state by state.

use std::fmt::Write as _;

use crate::exchange::proof::{Counterexample, Proof, Step};

use super::pretty::{self, Colour, Sources};

/// Longer ways are cut in the middle.
const MOST_STEPS: usize = 60;

/// Every proof, its counterexamples first.
pub fn render(proofs: &[Proof], sources: &mut Sources, colour: Colour) -> String {
    let mut text = String::new();
    for proof in proofs {
        for counterexample in &proof.counterexamples {
            let finding = std::slice::from_ref(&counterexample.finding);
            let _ = writeln!(text, "{}", pretty::findings(finding, sources, colour).trim_end());
            text += &way(counterexample);
            text.push('\n');
        }
        text += &verdict(proof);
    }
    text
}

fn way(counterexample: &Counterexample) -> String {
    let lines = folded(&counterexample.path);
    if lines.is_empty() {
        return String::new();
    }
    let width = |of: &dyn Fn(&Line<'_>) -> usize| lines.iter().map(of).max().unwrap_or_default();
    let place = width(&|it| it.place.len());
    let state = width(&|it| it.step.state.chars().count());
    let outcome = width(&|it| it.outcome().chars().count());
    let mut text = String::from("  path:\n");
    let middle = lines.len().saturating_sub(MOST_STEPS);
    let mut machine = lines.first().map_or("", |it| &it.step.machine);
    for (position, line) in lines.iter().enumerate() {
        if middle > 0 && position == MOST_STEPS / 2 {
            let _ = writeln!(text, "    ({middle} more states)");
        }
        if (MOST_STEPS / 2..MOST_STEPS / 2 + middle).contains(&position) {
            continue;
        }
        if line.step.machine != machine {
            machine = &line.step.machine;
            let _ = writeln!(text, "    then the watchdog `{machine}`:");
        }
        let Line { place: at, step, .. } = line;
        let shown = format!(
            "    {at:place$}  {:state$}  {:outcome$}  {}",
            step.state,
            line.outcome(),
            step.world
        );
        let _ = writeln!(text, "{}", shown.trim_end());
    }
    text
}

/// A state on the way, and how often the round that ends with it is done.
struct Line<'s> {
    place: String,
    step: &'s Step,
    /// How many states the round has, and how often it is done.
    round: Option<(usize, usize)>,
}

impl Line<'_> {
    fn outcome(&self) -> String {
        match self.round {
            Some((1, times)) => format!("{} ({times} times)", self.step.outcome),
            Some((states, times)) => {
                format!("{} (these {states} states {times} times)", self.step.outcome)
            }
            None => self.step.outcome.clone(),
        }
    }
}

/// The way with rounds told once.
fn folded(path: &[Step]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    while at < path.len() {
        let round = (1..=(path.len() - at) / 2).find_map(|length| {
            let first = &path[at..at + length];
            let times = path[at..].chunks(length).take_while(|it| *it == first).count();
            (times > 2).then_some((length, times))
        });
        let (length, times) = round.unwrap_or((1, 1));
        for (position, step) in path[at..at + length].iter().enumerate() {
            let start = step.span.start;
            let place = format!("{}:{}:{}", step.file, start.line, start.column);
            let is_last = position + 1 == length;
            let round = (is_last && times > 1).then_some((length, times));
            lines.push(Line { place, step, round });
        }
        at += length * times;
    }
    lines
}

/// What came out, in one line for the result and one for each thing that is worth knowing.
fn verdict(proof: &Proof) -> String {
    let Proof { machine, states, configurations, .. } = proof;
    let mut text = match proof.counterexamples.len() {
        0 => format!("`{machine}` is proven"),
        1 => format!("`{machine}` is refused: 1 counterexample"),
        number => format!("`{machine}` is refused: {number} counterexamples"),
    };
    let _ = write!(text, "; {states} states, {configurations} configurations");
    if let Some(bake) = proof.bake_seconds {
        let _ = write!(text, "; a release bakes {}", duration(bake));
    }
    text.push('\n');
    match &proof.watchdog {
        Some(watchdog) => {
            let _ = writeln!(text, "  watchdog: `{watchdog}`, checked together with it");
        }
        None if proof.shifts_traffic => text += "  watchdog: none\n",
        None => {}
    }
    if !proof.shifts_traffic {
        text += "  it shifts no traffic and takes no lease: only states that are not reached and \
                 executions without end are looked for\n";
    }
    for assumption in &proof.assumptions {
        let _ = writeln!(text, "  assumed: {assumption}");
    }
    text
}

/// Seconds as minutes, if they are whole ones.
fn duration(seconds: i64) -> String {
    match (seconds / 60, seconds % 60) {
        (minutes @ 1.., 0) => format!("{minutes} min"),
        _ => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::finding::{Position, Range};

    fn step(state: &str) -> Step {
        let start = Position { line: 1, column: 1 };
        Step {
            machine: "m".to_owned(),
            state: state.to_owned(),
            file: "a.json".to_owned(),
            span: Range { start, end: start },
            outcome: "passes".to_owned(),
            world: String::new(),
        }
    }

    #[test]
    fn rounds_are_told_once() {
        let of = |states: &str| {
            let path: Vec<Step> = states.split(' ').map(step).collect();
            let lines = folded(&path);
            let texts = lines.iter().map(|it| format!("{}{:?}", it.step.state, it.round));
            texts.collect::<Vec<_>>().join(" ").replace("None", "")
        };
        assert_eq!(of("a b c"), "a b c");
        assert_eq!(of("a b b b c"), "a bSome((1, 3)) c");
        assert_eq!(of("a b c b c b c b d"), "a b cSome((2, 3)) b d");
        assert_eq!(of("a b b c"), "a b b c");
    }

    #[test]
    fn durations_are_minutes_where_they_can_be() {
        assert_eq!([duration(2400), duration(90), duration(0)], ["40 min", "90 s", "0 s"]);
    }
}
