//! A machine with its inner machines, ready to be explored: states by number, where each leads,
//! what of its data is still looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ir::lifted::asl::{Kind, Machine, State};
use crate::ir::lifted::{Data, Manifest, Node, Span};

use super::effect::{self, Call, Keys};
use super::template::constant;

/// Machines with more states are not explored.
const MOST_STATES: usize = 10_000;
/// Machines inside machines are followed this far.
const DEEPEST: usize = 16;
/// Counters beyond the largest number that the machine compares are not told apart; beyond this one
/// neither.
const MOST_COUNTED: i64 = 100_000;

/// Why a machine cannot be explored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

/// A machine, ready to be explored.
#[derive(Debug)]
pub(super) struct Program<'n> {
    pub(super) name: String,
    pub(super) manifest: Option<&'n Manifest>,
    /// Every state, also of inner machines.
    pub(super) states: Vec<Code<'n>>,
    /// The machine itself first, then the inner ones.
    pub(super) blocks: Vec<Block<'n>>,
    /// Whether an execution is ended by `TimeoutSeconds`.
    pub(super) ends_in_time: bool,
    /// The largest number that is told apart.
    pub(super) most: i64,
    /// Names of the key attributes of tables.
    pub(super) keys: Keys,
    /// What is read of a state's data from a state on.
    live: Vec<Live>,
}

/// A machine or an inner one.
#[derive(Debug)]
pub(super) struct Block<'n> {
    pub(super) start: usize,
    names: BTreeMap<&'n str, usize>,
    /// The state that it is inside of.
    pub(super) parent: Option<usize>,
}

/// A state.
#[derive(Debug)]
pub(super) struct Code<'n> {
    pub(super) state: State<'n>,
    pub(super) kind: Kind,
    /// The machine that it is part of.
    pub(super) block: usize,
    pub(super) next: Option<usize>,
    /// Where its choices lead, in order.
    pub(super) choices: Vec<(&'n Node, usize)>,
    pub(super) default: Option<usize>,
    pub(super) retriers: Vec<Retrier>,
    pub(super) catchers: Vec<Catcher<'n>>,
    /// The machines inside it.
    pub(super) inner: Vec<usize>,
    /// What it calls.
    pub(super) call: Call,
    pub(super) is_jsonata: bool,
}

/// An entry of `Retry`.
#[derive(Debug)]
pub(super) struct Retrier {
    pub(super) errors: Vec<String>,
    pub(super) is_tried_again: bool,
}

/// An entry of `Catch`.
#[derive(Debug)]
pub(super) struct Catcher<'n> {
    pub(super) errors: Vec<String>,
    pub(super) node: &'n Node,
    pub(super) target: usize,
}

/// Which entries of the data are still looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Live {
    All,
    Keys(BTreeSet<Arc<str>>),
}

impl<'n> Program<'n> {
    /// Makes a program of a machine.
    pub(super) fn new(
        name: String,
        machine: Machine<'n>,
        manifest: Option<&'n Manifest>,
    ) -> Result<Self, Broken> {
        let mut program = Self {
            name,
            manifest,
            states: Vec::new(),
            blocks: Vec::new(),
            ends_in_time: machine.node.get("TimeoutSeconds").is_some(),
            most: 1,
            keys: Keys::new(),
            live: Vec::new(),
        };
        let is_jsonata = is_jsonata(machine.node, false);
        program.add(machine, None, (is_jsonata, DEEPEST))?;
        program.most = largest(machine.node).saturating_add(1).clamp(100, MOST_COUNTED);
        for code in &program.states {
            if let (Call::Item(_), Some(parameters)) = (&code.call, code.parameters())
                && parameters.get("Key").is_some()
            {
                let table = parameters.get("TableName");
                let table = table.map(|it| constant(it, manifest));
                let names = effect::key_names(parameters);
                program.keys.extend(table.map(|table| (table, names)));
            }
        }
        program.look();
        Ok(program)
    }

    fn add(
        &mut self,
        machine: Machine<'n>,
        parent: Option<usize>,
        (is_jsonata, depth): (bool, usize),
    ) -> Result<(), Broken> {
        let states: Vec<State<'n>> = machine.states().collect();
        let first = self.states.len();
        if first + states.len() > MOST_STATES || depth == 0 {
            let what =
                format!("the machine has more than {MOST_STATES} states, or {DEEPEST} levels");
            return Err(broken(machine.node, what, "split it into machines that start each other"));
        }
        let names = states.iter().enumerate().map(|(at, it)| (it.name, first + at)).collect();
        let block = self.blocks.len();
        self.blocks.push(Block { start: 0, names, parent });
        let missing =
            || broken(machine.node, "the machine has no `StartAt`", "name its first state");
        let start = machine.start().ok_or_else(missing)?;
        self.blocks[block].start = self.target(block, start)?;
        for state in &states {
            let code = self.code(*state, block, is_jsonata)?;
            self.states.push(code);
        }
        for (at, state) in states.iter().enumerate() {
            for inner in state.machines() {
                let position = self.blocks.len();
                self.states[first + at].inner.push(position);
                self.add(inner, Some(first + at), (self.states[first + at].is_jsonata, depth - 1))?;
            }
        }
        Ok(())
    }

    fn target(&self, block: usize, node: &Node) -> Result<usize, Broken> {
        let name = node.text().unwrap_or_default();
        self.blocks[block].names.get(name).copied().ok_or_else(|| {
            broken(node, format!("there is no state `{name}`"), "name a state of the same machine")
        })
    }

    fn code(&self, state: State<'n>, block: usize, outer: bool) -> Result<Code<'n>, Broken> {
        let node = state.node;
        let unknown = || {
            let what = format!("the type of the state `{}` is not known", state.name);
            broken(node, what, "write one of the eight types of states")
        };
        let kind = state.kind().ok_or_else(unknown)?;
        let at = |name: &str| node.get(name).map(|it| self.target(block, it)).transpose();
        let (next, default) = (at("Next")?, at("Default")?);
        let mut choices = Vec::new();
        for rule in node.get("Choices").map(Node::items).unwrap_or_default() {
            let next = rule
                .get("Next")
                .ok_or_else(|| broken(rule, "a choice leads nowhere", "write its `Next`"))?;
            choices.push((rule, self.target(block, next)?));
        }
        let mut catchers = Vec::new();
        for handler in state.catchers() {
            let next = handler.node.get("Next").ok_or_else(|| {
                broken(handler.node, "a catcher leads nowhere", "write its `Next`")
            })?;
            let errors = handler.errors().map(str::to_owned).collect();
            catchers.push(Catcher {
                errors,
                node: handler.node,
                target: self.target(block, next)?,
            });
        }
        let retriers = state.retriers().map(|handler| Retrier {
            errors: handler.errors().map(str::to_owned).collect(),
            is_tried_again: handler.node.get("MaxAttempts").and_then(Node::integer) != Some(0),
        });
        let ends = matches!(kind, Kind::Succeed | Kind::Fail | Kind::Choice);
        if next.is_none() && !ends && node.get("End").and_then(Node::bool) != Some(true) {
            let what = format!("the state `{}` has neither `Next` nor `End`", state.name);
            return Err(broken(node, what, "say what follows it, or that nothing does"));
        }
        let parameters = node.get("Parameters").or_else(|| node.get("Arguments"));
        let call = match (kind, node.get("Resource")) {
            (Kind::Task, Some(resource)) => effect::call(resource, parameters, self.manifest),
            (Kind::Task, None) => {
                let what = format!("the task `{}` has no `Resource`", state.name);
                return Err(broken(node, what, "say what it calls"));
            }
            _ => Call::Other,
        };
        Ok(Code {
            state,
            kind,
            block,
            next,
            choices,
            default,
            retriers: retriers.collect(),
            catchers,
            inner: Vec::new(),
            call,
            is_jsonata: is_jsonata(node, outer),
        })
    }

    /// Whether an entry of the data of a state is still looked at.
    pub(super) fn is_live(&self, at: usize, key: &str) -> bool {
        match &self.live[at] {
            Live::All => true,
            Live::Keys(keys) => keys.contains(key),
        }
    }

    /// Whether any state shifts traffic, or may.
    pub(super) fn shifts(&self) -> bool {
        self.states.iter().any(Code::shifts)
    }

    /// Whether an inner machine changes the world.
    pub(super) fn changes(&self, block: usize) -> bool {
        self.within(block).any(Code::is_effect)
    }

    /// Whether an inner machine may fail.
    pub(super) fn may_fail(&self, block: usize) -> bool {
        self.within(block).any(|it| matches!(it.kind, Kind::Task | Kind::Fail | Kind::Choice))
    }

    /// The states of an inner machine and those inside it.
    fn within(&self, block: usize) -> impl Iterator<Item = &Code<'n>> {
        self.states.iter().filter(move |code| {
            let mut around = Some(code.block);
            while let Some(it) = around {
                if it == block {
                    return true;
                }
                around = self.blocks[it].parent.map(|parent| self.states[parent].block);
            }
            false
        })
    }

    /// Finds out what is still looked at, from the ends back.
    fn look(&mut self) {
        self.live = vec![Live::Keys(BTreeSet::new()); self.states.len()];
        let own: Vec<Live> = self.states.iter().map(Code::reads).collect();
        // Up and down in turn: most machines are written from first to last, some are not.
        let mut order: Vec<usize> = (0..self.states.len()).collect();
        loop {
            let mut is_stable = true;
            order.reverse();
            for &at in &order {
                let found = self.seen_from(at, &own[at]);
                if found != self.live[at] {
                    self.live[at] = found;
                    is_stable = false;
                }
            }
            if is_stable {
                return;
            }
        }
    }

    fn seen_from(&self, at: usize, own: &Live) -> Live {
        let code = &self.states[at];
        let mut seen = own.clone();
        if let Some(next) = code.next {
            seen.add(&self.live[next], &code.overwrites());
        } else {
            // What an inner machine ends with goes to the state around it.
            let parent = self.blocks[code.block].parent.map(|it| &self.states[it]);
            let is_used = parent.is_some_and(|it| {
                raw(it.state.node, "ResultPath").is_none_or(|it| it.text().is_some())
            });
            if is_used && code.kind != Kind::Fail && code.kind != Kind::Choice {
                seen = Live::All;
            }
        }
        for target in code.choices.iter().map(|(_, it)| *it).chain(code.default) {
            seen.add(&self.live[target], &Kills::None);
        }
        for catcher in &code.catchers {
            seen.add(&self.live[catcher.target], &kills(catcher.node));
        }
        // An element of a `Map` is no part of the data any more.
        for block in code.inner.iter().filter(|_| code.kind == Kind::Parallel) {
            seen.add(&self.live[self.blocks[*block].start], &Kills::None);
        }
        seen
    }
}

/// What a state's result takes the place of.
enum Kills {
    None,
    Key(Arc<str>),
    All,
}

fn kills(node: &Node) -> Kills {
    match raw(node, "ResultPath") {
        None => Kills::All,
        Some(path) => match path.text().and_then(super::path::Path::parse).and_then(|it| it.keys())
        {
            Some(keys) if keys.is_empty() => Kills::All,
            Some(keys) if keys.len() == 1 => Kills::Key(keys[0].clone()),
            _ => Kills::None,
        },
    }
}

impl Live {
    fn add(&mut self, other: &Self, kills: &Kills) {
        if matches!(kills, Kills::All) {
            return;
        }
        match (&mut *self, other) {
            (Self::All, _) => {}
            (_, Self::All) => *self = Self::All,
            (Self::Keys(keys), Self::Keys(others)) => {
                let is_killed = |it: &Arc<str>| matches!(kills, Kills::Key(key) if key == it);
                keys.extend(others.iter().filter(|it| !is_killed(it)).cloned());
            }
        }
    }
}

impl<'n> Code<'n> {
    /// What it is called with.
    pub(super) fn parameters(&self) -> Option<&'n Node> {
        let node = self.state.node;
        node.get("Parameters").or_else(|| node.get("Arguments"))
    }

    /// Whether its effect is on the world outside.
    pub(super) fn is_effect(&self) -> bool {
        match &self.call {
            Call::Forward | Call::Records | Call::Code(Some(_)) => true,
            Call::Item(verb) => *verb != effect::Verb::Get,
            Call::Alarms | Call::Health | Call::Code(None) | Call::Other => false,
        }
    }

    /// Whether it shifts traffic, or may.
    pub(super) fn shifts(&self) -> bool {
        matches!(self.call, Call::Forward | Call::Records | Call::Code(Some(_)))
    }

    fn overwrites(&self) -> Kills {
        let node = self.state.node;
        let makes = ["Result", "Parameters", "InputPath"].iter().any(|it| raw(node, it).is_some());
        match self.kind {
            Kind::Task | Kind::Map | Kind::Parallel => kills(node),
            Kind::Pass if makes => kills(node),
            Kind::Pass | Kind::Wait | Kind::Choice | Kind::Succeed | Kind::Fail => Kills::None,
        }
    }

    /// The entries of its data that it reads itself.
    fn reads(&self) -> Live {
        let mut keys = BTreeSet::new();
        let mut is_all = false;
        let mut read = |node: &Node| {
            node.walk(&mut |node| {
                if let Some(text) = node.text() {
                    is_all |= mentioned(text, &mut keys);
                }
            });
        };
        for field in self.state.node.fields() {
            match &*field.key {
                "ItemProcessor" | "Iterator" | "Branches" | "Next" | "Default" | "Comment"
                | "Resource" | "ResultPath" | "Result" | "Catch" | "Retry" | "ResultSelector" => {}
                "InputPath" | "OutputPath" if field.value.text() == Some("$") => {}
                _ => read(&field.value),
            }
        }
        let passes_on = raw(self.state.node, "OutputPath").is_some_and(|it| it.text() != Some("$"));
        if is_all || passes_on { Live::All } else { Live::Keys(keys) }
    }
}

/// Collects the entries that a text mentions; whether it mentions all of the data.
fn mentioned(text: &str, keys: &mut BTreeSet<Arc<str>>) -> bool {
    if !text.contains('$') {
        return false;
    }
    if text.contains("{%") && text.contains("$states.input") {
        return true;
    }
    let mut is_all = false;
    let mut before = ' ';
    for (position, character) in text.char_indices() {
        let is_start = character == '$' && before != '$';
        before = character;
        if !is_start {
            continue;
        }
        let rest = &text[position + 1..];
        let key = rest.strip_prefix('.').or_else(|| rest.strip_prefix("['"));
        match key {
            Some(key) => {
                let is_end = |it: char| !(it.is_alphanumeric() || "_-".contains(it));
                let key = &key[..key.find(is_end).unwrap_or(key.len())];
                is_all |= key.is_empty();
                keys.insert(key.into());
            }
            // A variable, or the context object.
            None if rest.starts_with(|it: char| it.is_alphabetic() || it == '$') => {}
            None => is_all = true,
        }
    }
    is_all
}

/// The largest number that something is compared with or computed from.
fn largest(node: &Node) -> i64 {
    let counts = |key: &str| key.ends_with("Seconds") || key.starts_with("Max");
    match &node.data {
        Data::Integer(number) => *number,
        Data::List(items) => items.iter().map(largest).max().unwrap_or_default(),
        Data::Object(fields) => {
            let fields = fields.iter().filter(|field| !counts(&field.key));
            fields.map(|field| largest(&field.value)).max().unwrap_or_default()
        }
        _ => 0,
    }
}

/// A field, also one that is `null`.
pub(super) fn raw<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.fields().iter().rev().find(|field| field.key == key).map(|field| &field.value)
}

fn is_jsonata(node: &Node, outer: bool) -> bool {
    node.get("QueryLanguage").and_then(Node::text).map_or(outer, |it| it == "JSONata")
}

fn broken(node: &Node, what: impl Into<String>, help: &str) -> Broken {
    Broken { span: node.span, what: what.into(), help: help.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mentioned_is_found() {
        let check = |text, expected: &[&str], expected_all| {
            let mut keys = BTreeSet::new();
            assert_eq!(mentioned(text, &mut keys), expected_all, "{text}");
            assert_eq!(keys.iter().map(|it| &**it).collect::<Vec<_>>(), expected, "{text}");
        };
        check("$.a.b", &["a"], false);
        check("States.Format('{}', $['a'].c, $.b)", &["a", "b"], false);
        check("$", &[], true);
        check("$$.Execution.Id", &[], false);
        check("$name.x", &[], false);
        check("arn:aws:states:::x", &[], false);
        check("$[0]", &[], true);
    }
}
