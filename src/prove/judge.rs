//! What must hold of everything that a machine may do, and the ways to what does not hold.

use std::collections::BTreeSet;

use crate::diag::code::{self, Code as Rule};

use super::config::Config;
use super::effect::{Call, Fault};
use super::explore::{Ending, Graph, TooLarge, explore};
use super::program::Program;
use super::step::{Breach, End, Runner};
use super::value::{Root, Value, Who};
use super::watchdog::STATUSES;
use super::world::World;
use super::{Counterexample, Proof, Step};

/// A watchdog that is explored together with its machine.
#[derive(Debug)]
pub(super) struct Guard<'p, 'n> {
    pub(super) program: &'p Program<'n>,
    /// What it is started with.
    pub(super) input: Value,
    /// The ends that start it.
    pub(super) statuses: BTreeSet<&'static str>,
}

/// Judges a machine.
#[derive(Debug)]
pub(super) struct Judge<'p, 'n> {
    program: &'p Program<'n>,
    guard: Option<Guard<'p, 'n>>,
    found: Vec<Counterexample>,
    /// What was told already: one counterexample for each rule and state.
    told: BTreeSet<(&'static str, Who, usize)>,
}

/// What is wrong at a state.
struct Wrong<'t> {
    rule: &'static Rule,
    at: usize,
    message: String,
    help: &'t str,
}

impl<'p, 'n> Judge<'p, 'n> {
    pub(super) fn new(program: &'p Program<'n>, guard: Option<Guard<'p, 'n>>) -> Self {
        Self { program, guard, found: Vec::new(), told: BTreeSet::new() }
    }

    /// Explores the machine, then its watchdog in every world that it may leave.
    pub(super) fn run(mut self, most: usize) -> Result<Proof, TooLarge> {
        let mut budget = most;
        let runner = Runner { program: self.program, who: Who::Main };
        let graph = explore(runner, self.starts(), &mut budget)?;
        let is_judged_in_full = self.program.shifts()
            || graph.nodes.iter().any(|it| !it.config.world.leases.is_empty());
        if is_judged_in_full {
            self.judge_breaches(&graph, Who::Main, &|_| Vec::new());
            self.judge_ends(&graph);
        }
        self.judge_shape(&graph, Who::Main, &|_| Vec::new());
        if is_judged_in_full {
            self.judge_aborts(&graph, &mut budget)?;
        }
        let guard = self.guard.as_ref().map(|it| it.program);
        Ok(Proof {
            name: self.program.name.clone(),
            is_judged_in_full,
            watchdog: guard.map(|it| it.name.clone()),
            states: self.program.states.len() + guard.map_or(0, |it| it.states.len()),
            configurations: most - budget,
            bake: bake(&graph),
            assumptions: self.assumptions(),
            counterexamples: self.found,
        })
    }

    /// The machine starts with anything, and something may be wrong outside already.
    fn starts(&self) -> Vec<Config> {
        let input = Value::unknown(Root::Input);
        let start = Config::new(self.program, input, World::default());
        let faults = Fault::ALL.into_iter().filter(|_| self.program.shifts());
        let faulty = faults.map(|fault| Config { fault: Some(fault), ..start.clone() });
        std::iter::once(start.clone()).chain(faulty).collect()
    }

    fn program_of(&self, who: Who) -> &'p Program<'n> {
        match (&self.guard, who) {
            (Some(guard), Who::Watchdog | Who::Other) => guard.program,
            _ => self.program,
        }
    }

    fn judge_breaches(&mut self, graph: &Graph, who: Who, before: &dyn Fn(usize) -> Vec<Step>) {
        for (node, breach) in &graph.breaches {
            let Breach { rule, at, message, help } = breach;
            let way = || self.way(graph, *node, (who, ""), before);
            let way = if self.told.contains(&(rule.id, who, *at)) { Vec::new() } else { way() };
            self.tell(who, Wrong { rule, at: *at, message: message.clone(), help }, way);
        }
    }

    /// How executions of the machine end.
    fn judge_ends(&mut self, graph: &Graph) {
        for ending in &graph.ends {
            let Some((rule, message, help)) = self.judge_end(graph, ending) else { continue };
            let at = graph.nodes[ending.node].config.at;
            if self.told.contains(&(rule.id, Who::Main, at)) {
                continue;
            }
            let way = self.way(graph, ending.node, (Who::Main, &ending.how), &|_| Vec::new());
            self.tell(Who::Main, Wrong { rule, at, message, help }, way);
        }
    }

    fn judge_end(
        &self,
        graph: &Graph,
        ending: &Ending,
    ) -> Option<(&'static Rule, String, &'static str)> {
        let Ending { node, end, config, .. } = ending;
        let name = self.program.states[graph.nodes[*node].config.at].state.name;
        let unsettled = config.world.unsettled();
        let is_watched = self.guard.as_ref().is_some_and(|it| it.statuses.contains("FAILED"));
        match (end, unsettled) {
            (End::Uncaught(error), Some(unsettled)) => Some((
                &code::UNCAUGHT_FAILURE,
                format!("`{name}` may fail (`{error}`), which nothing catches while {unsettled}"),
                "catch `States.ALL` and lead it to the rollback",
            )),
            (End::Succeeded, Some(unsettled)) => Some((
                &code::UNSETTLED_END,
                format!("an execution ends well at `{name}` while {unsettled}"),
                "settle the weights and give the lease back before it ends",
            )),
            (End::Failed, Some(unsettled)) if !is_watched => Some((
                &code::UNSETTLED_END,
                format!(
                    "an execution fails at `{name}` while {unsettled}, and no watchdog sees it"
                ),
                "settle before it ends, or let an EventBridge rule on `Step Functions Execution Status Change` start a machine that does",
            )),
            (End::Failed, Some(unsettled)) if !config.has_failed => Some((
                &code::UNSETTLED_END,
                format!(
                    "an execution fails at `{name}` while {unsettled}, though nothing kept it from settling"
                ),
                "lead to the rollback first; only if that fails may the watchdog have to settle",
            )),
            (End::Succeeded, None) if config.has_shifted && config.fault.is_some() => {
                let fault = config.fault.map_or("", Fault::text);
                Some((
                    &code::UNGATED_SHIFT,
                    format!("a release ends well at `{name}` though {fault}"),
                    "look at alarms and target health once more after the last bake, and end in a `Fail` state after a rollback",
                ))
            }
            (_, None) | (End::Failed, Some(_)) => None,
        }
    }

    /// What holds of every machine: all states are reached, and every execution ends.
    fn judge_shape(&mut self, graph: &Graph, who: Who, before: &dyn Fn(usize) -> Vec<Step>) {
        let program = self.program_of(who);
        let reached = graph.reached();
        for (at, code) in program.states.iter().enumerate() {
            let around = program.blocks[code.block].parent;
            if reached.contains(&at) || around.is_some_and(|it| !reached.contains(&it)) {
                continue;
            }
            let message = format!("no execution comes to `{}`", code.state.name);
            let help = "lead a transition to it, or remove it";
            self.tell(who, Wrong { rule: &code::UNREACHED_STATE, at, message, help }, Vec::new());
        }
        if program.ends_in_time {
            return;
        }
        let Some(circle) = graph.circle() else { return };
        let at = graph.nodes[circle[0]].config.at;
        let names: Vec<&str> =
            circle.iter().map(|it| program.states[graph.nodes[*it].config.at].state.name).collect();
        let message = format!("an execution may go round for ever: `{}`", names.join("`, `"));
        let help = "count the rounds and leave after so many, or give the machine `TimeoutSeconds`";
        let way = self.way(graph, circle[0], (who, "comes back"), before);
        self.tell(who, Wrong { rule: &code::ENDLESS_EXECUTION, at, message, help }, way);
    }

    /// An execution may be stopped anywhere, and the watchdog then settles.
    fn judge_aborts(&mut self, graph: &Graph, budget: &mut usize) -> Result<(), TooLarge> {
        let unsettled = graph.nodes.iter().position(|it| it.config.world.unsettled().is_some());
        let Some(first) = unsettled else { return Ok(()) };
        let missing: Vec<&str> = match &self.guard {
            Some(guard) => STATUSES.into_iter().filter(|it| !guard.statuses.contains(it)).collect(),
            None => STATUSES.to_vec(),
        };
        if missing.iter().any(|it| *it != "FAILED") {
            let config = &graph.nodes[first].config;
            let name = self.program.states[config.at].state.name;
            let unsettled = config.world.unsettled().unwrap_or_default();
            let message = match self.guard {
                None => format!(
                    "an execution that is stopped before `{name}` leaves this behind: {unsettled}; nothing watches over it"
                ),
                Some(_) => format!(
                    "an execution that is stopped before `{name}` leaves this behind: {unsettled}; the watchdog is not started when it is {}",
                    missing.join(" or ")
                ),
            };
            let help = "start a machine by an EventBridge rule on `Step Functions Execution Status Change`, status `FAILED`, `TIMED_OUT` and `ABORTED`, that settles the weights and frees the lease";
            let way = self.way(graph, first, (Who::Main, "is stopped"), &|_| Vec::new());
            let at = config.at;
            self.tell(Who::Main, Wrong { rule: &code::UNSETTLED_ABORT, at, message, help }, way);
        }
        self.judge_guard(graph, budget)
    }

    fn judge_guard(&mut self, main: &Graph, budget: &mut usize) -> Result<(), TooLarge> {
        let Some(guard) = &self.guard else { return Ok(()) };
        let mut worlds = BTreeSet::new();
        let mut starts = Vec::new();
        let mut left_by = Vec::new();
        for (at, node) in main.nodes.iter().enumerate() {
            if worlds.insert(node.config.world.clone()) {
                let world = node.config.world.clone();
                starts.push(Config::new(guard.program, guard.input.clone(), world));
                left_by.push(at);
            }
        }
        // What the last step did is in no node.
        for ending in &main.ends {
            if worlds.insert(ending.config.world.clone()) {
                let world = ending.config.world.clone();
                starts.push(Config::new(guard.program, guard.input.clone(), world));
                left_by.push(ending.node);
            }
        }
        let runner = Runner { program: guard.program, who: Who::Watchdog };
        let graph = explore(runner, starts, budget)?;
        let before = |start: usize| {
            left_by
                .get(start)
                .map_or(Vec::new(), |node| steps(self.program, main, *node, "is stopped"))
        };
        let told: Vec<_> = graph
            .ends
            .iter()
            .filter_map(|ending| {
                let wrong = guard_end(guard.program, &graph, ending)?;
                let way = || whole_way(guard.program, &graph, ending.node, &ending.how, &before);
                let is_new = !self.told.contains(&(wrong.rule.id, Who::Watchdog, wrong.at));
                Some((wrong, if is_new { way() } else { Vec::new() }))
            })
            .collect();
        let breaches: Vec<_> = graph
            .breaches
            .iter()
            .map(|(node, breach)| {
                let Breach { rule, at, message, help } = breach;
                let is_new = !self.told.contains(&(rule.id, Who::Watchdog, *at));
                let way = || whole_way(guard.program, &graph, *node, "", &before);
                let way = if is_new { way() } else { Vec::new() };
                (Wrong { rule, at: *at, message: message.clone(), help }, way)
            })
            .collect();
        for (wrong, way) in told.into_iter().chain(breaches) {
            self.tell(Who::Watchdog, wrong, way);
        }
        self.judge_shape(&graph, Who::Watchdog, &|_| Vec::new());
        Ok(())
    }

    fn tell(&mut self, who: Who, wrong: Wrong<'_>, way: Vec<Step>) {
        let Wrong { rule, at, message, help } = wrong;
        // A lease that is missing is missing everywhere.
        let place = if rule.id == code::UNLEASED_SHIFT.id { usize::MAX } else { at };
        if !self.told.insert((rule.id, who, place)) {
            return;
        }
        let program = self.program_of(who);
        let state = &program.states[at].state;
        // The place says which file it is.
        let path = match program.manifest {
            Some(_) => format!("{}/{}", program.name, state.name),
            None => state.name.to_owned(),
        };
        let diagnostic = rule.at(path, message, help);
        self.found.push(Counterexample { diagnostic, span: state.head, way });
    }

    fn way(
        &self,
        graph: &Graph,
        node: usize,
        (who, last): (Who, &str),
        before: &dyn Fn(usize) -> Vec<Step>,
    ) -> Vec<Step> {
        whole_way(self.program_of(who), graph, node, last, before)
    }

    fn assumptions(&self) -> Vec<String> {
        let guard = self.guard.as_ref().map(|it| it.program);
        let mut found = Vec::new();
        for program in std::iter::once(self.program).chain(guard) {
            for code in &program.states {
                let name = code.state.name;
                if code.call == Call::Code(None) {
                    found.push(format!(
                        "`{name}` calls code that is not looked into; it is taken to shift no traffic"
                    ));
                }
                if code.is_jsonata {
                    found.push(format!("the JSONata of `{name}` is not evaluated, but for paths"));
                }
            }
        }
        found
    }
}

/// How an execution of the watchdog ends.
fn guard_end<'t>(program: &Program<'_>, graph: &Graph, ending: &Ending) -> Option<Wrong<'t>> {
    let Ending { node, end, config, .. } = ending;
    let at = graph.nodes[*node].config.at;
    let name = program.states[at].state.name;
    let unsettled = config.world.unsettled()?;
    let (rule, message, help) = match end {
        End::Uncaught(error) => (
            &code::UNCAUGHT_FAILURE,
            format!(
                "`{name}` of the watchdog may fail (`{error}`), which nothing catches while {unsettled}"
            ),
            "catch `States.ALL` and lead it to a state that tells somebody",
        ),
        End::Succeeded => (
            &code::UNSETTLED_ABORT,
            format!("the watchdog ends well at `{name}` while {unsettled}"),
            "let it settle all that an execution may leave behind, by what the record says",
        ),
        End::Failed if !config.has_failed => (
            &code::UNSETTLED_ABORT,
            format!(
                "the watchdog gives up at `{name}` while {unsettled}, though no call of it failed"
            ),
            "let it settle all that an execution may leave behind, by what the record says",
        ),
        End::Failed => return None,
    };
    Some(Wrong { rule, at, message, help })
}

/// The way to a node, with what was before its start.
fn whole_way(
    program: &Program<'_>,
    graph: &Graph,
    node: usize,
    last: &str,
    before: &dyn Fn(usize) -> Vec<Step>,
) -> Vec<Step> {
    let own = steps(program, graph, node, last);
    let start = graph.way(node).first().map_or(node, |(it, _)| *it);
    before(start).into_iter().chain(own).collect()
}

fn steps(program: &Program<'_>, graph: &Graph, node: usize, last: &str) -> Vec<Step> {
    let way = graph.way(node);
    let mut steps: Vec<Step> = Vec::new();
    for (position, (node, how)) in way.iter().enumerate() {
        let config = &graph.nodes[*node].config;
        let state = &program.states[config.at].state;
        let how = if position + 1 == way.len() { last } else { how };
        let fault = config.fault.filter(|_| position == 0).map(Fault::text);
        steps.push(Step {
            machine: program.name.clone(),
            state: state.name.to_owned(),
            span: state.head,
            outcome: match fault {
                Some(fault) => format!("{how}; {fault}"),
                None => how.to_owned(),
            },
            world: config.world.text(),
        });
    }
    steps
}

/// How long a release bakes that goes well, on the shortest way.
fn bake(graph: &Graph) -> Option<i64> {
    let is_good = |it: &&Ending| {
        it.end == End::Succeeded && it.config.has_shifted && it.config.fault.is_none()
    };
    graph.ends.iter().filter(is_good).map(|it| it.baked).min_by_key(|it| it.unwrap_or(i64::MAX))?
}
