//! One step of a machine: everything that may follow a configuration.

use std::sync::Arc;

use crate::diag::code::{self, Code as Rule};
use crate::ir::lifted::Node;
use crate::ir::lifted::asl::Kind;

use super::choice;
use super::config::{Config, Frame};
use super::effect::Fault;
use super::path::Path;
use super::program::{Code, Program, raw};
use super::template::{Nothing, Scope};
use super::test::Facts;
use super::value::{Root, Value, Who};

/// Lists that are known are followed element by element up to this many.
const MOST_ITEMS: usize = 64;

/// A machine that runs.
#[derive(Clone, Copy)]
pub(super) struct Runner<'p, 'n> {
    pub(super) program: &'p Program<'n>,
    pub(super) who: Who,
}

/// What may follow.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub(super) edges: Vec<Edge>,
    pub(super) breaches: Vec<Breach>,
}

/// One thing that may follow.
#[derive(Debug)]
pub(super) struct Edge {
    /// What happens, as in `succeeds`.
    pub(super) how: String,
    /// Whether something that is bounded elsewhere is done once more: a retry, the next element.
    pub(super) is_again: bool,
    /// What is waited.
    pub(super) waits: Waits,
    pub(super) to: To,
}

/// What is waited at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    No,
    Seconds(i64),
    /// For a time that is not known.
    Unknown,
}

impl Edge {
    /// The seconds that are waited, if they are known.
    pub(super) fn waits_for(&self) -> Option<i64> {
        match self.waits {
            Waits::No => Some(0),
            Waits::Seconds(seconds) => Some(seconds),
            Waits::Unknown => None,
        }
    }
}

/// Where a step leads.
#[derive(Debug)]
pub(super) enum To {
    Config(Box<Config>),
    End(End, Box<Config>),
}

/// How an execution ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    Succeeded,
    /// In a `Fail` state.
    Failed,
    /// By an error that nothing catches.
    Uncaught(String),
}

/// What is wrong at a configuration, whatever follows.
#[derive(Debug)]
pub(super) struct Breach {
    pub(super) rule: &'static Rule,
    /// The state where it is wrong.
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) help: String,
}

/// An error, as handlers tell them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Error {
    /// One with this name.
    Named(String),
    /// A timeout.
    Timeout,
    /// Any other failure of a call, whose name nothing mentions.
    Transient,
}

impl Error {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::Timeout => "States.Timeout",
            Self::Transient => "any error",
        }
    }

    /// Whether an entry of `Retry` or `Catch` is for it.
    fn is_of(&self, errors: &[String]) -> bool {
        errors.iter().any(|it| match (&**it, self) {
            // Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
            ("States.ALL" | "States.TaskFailed", Self::Named(name)) => name != RUNTIME,
            ("States.ALL", _) | ("States.TaskFailed", Self::Transient) => true,
            (name, error) => name == error.name(),
        })
    }
}

/// An error that nothing catches.
pub(super) const RUNTIME: &str = "States.Runtime";

impl Steps {
    pub(super) fn add(&mut self, how: impl Into<String>, to: To) {
        self.edges.push(Edge { how: how.into(), is_again: false, waits: Waits::No, to });
    }

    fn again(&mut self, how: impl Into<String>, config: Config) {
        let to = To::Config(Box::new(config));
        self.edges.push(Edge { how: how.into(), is_again: true, waits: Waits::No, to });
    }
}

impl<'p> Runner<'p, '_> {
    /// Everything that may follow a configuration.
    pub(super) fn step(self, config: &Config) -> Steps {
        let mut steps = Steps::default();
        let code = &self.program.states[config.at];
        match code.kind {
            Kind::Task => self.task(code, config, &mut steps),
            Kind::Pass => self.pass(code, config, &mut steps),
            Kind::Choice => self.choose(code, config, &mut steps),
            Kind::Wait => self.wait(code, config, &mut steps),
            Kind::Map => self.map(code, config, &mut steps),
            Kind::Parallel => self.parallel(code, config, &mut steps),
            Kind::Succeed => self.leave("ends", config.clone(), &mut steps),
            Kind::Fail => self.fail(code, config, &mut steps),
        }
        self.interrupt(config, &mut steps);
        steps
    }

    /// What an expression of a state can see.
    pub(super) fn scope<'c>(self, config: &'c Config, data: &'c Value) -> Scope<'c>
    where
        'p: 'c,
    {
        Scope {
            data,
            result: None,
            variables: &config.variables,
            each: config.frames.iter().rev().find_map(|it| it.each.as_ref()),
            who: self.who,
            most: self.program.most,
            manifest: self.program.manifest,
        }
    }

    /// What a state works on, after `InputPath`.
    pub(super) fn input(self, code: &Code<'_>, config: &Config) -> Result<Value, Nothing> {
        match raw(code.state.node, "InputPath") {
            None => Ok(config.data.clone()),
            Some(path) => match path.text() {
                Some(path) => self.scope(config, &config.data).expression(path),
                None => Ok(Value::empty()),
            },
        }
    }

    fn pass(self, code: &Code<'_>, config: &Config, steps: &mut Steps) {
        let node = code.state.node;
        let result = self.input(code, config).and_then(|input| {
            if let Some(result) = raw(node, "Result") {
                Ok(super::template::constant(result, self.program.manifest))
            } else if let Some(parameters) = node.get("Parameters") {
                self.scope(config, &input).template(parameters)
            } else {
                Ok(input)
            }
        });
        match result {
            Ok(result) => self.finish("passes", code, config.clone(), &result, steps),
            Err(nothing) => self.missing(config, &nothing, steps),
        }
    }

    fn choose(self, code: &Code<'_>, config: &Config, steps: &mut Steps) {
        let mut open: Vec<Facts> = vec![config.facts.clone()];
        for (position, (rule, target)) in code.choices.iter().enumerate() {
            let test = match choice::test(rule, &self.scope(config, &config.data)) {
                Ok(test) => test,
                Err(nothing) => return self.missing(config, &nothing, steps),
            };
            for facts in open.iter().flat_map(|it| it.cases(&test, true)) {
                let next = config.clone().learn(facts).go(*target, self.program);
                let how = format!("takes choice {}", position + 1);
                steps.add(how, To::Config(Box::new(next)));
            }
            open = open.iter().flat_map(|it| it.cases(&test, false)).collect();
        }
        for facts in open {
            let next = config.clone().learn(facts);
            if let Some(target) = code.default {
                let next = next.go(target, self.program);
                steps.add("takes the default", To::Config(Box::new(next)));
            } else {
                let error = Error::Named("States.NoChoiceMatched".to_owned());
                self.raise("finds no choice that holds", &error, next, steps);
            }
        }
    }

    fn wait(self, code: &Code<'_>, config: &Config, steps: &mut Steps) {
        let node = code.state.node;
        let seconds = match (node.get("Seconds"), node.get("SecondsPath").and_then(Node::text)) {
            (Some(seconds), _) => seconds.integer(),
            (None, Some(path)) => match self.scope(config, &config.data).expression(path) {
                Ok(Value::Integer(seconds)) => Some(seconds),
                _ => None,
            },
            (None, None) => None,
        };
        let first = steps.edges.len();
        let how = seconds.map_or("waits".to_owned(), |it| format!("waits {it} s"));
        self.finish(&how, code, config.clone(), &config.data, steps);
        if config.fault.is_none() && self.who == Who::Main && self.program.shifts() {
            for fault in Fault::ALL {
                let next = Config { fault: Some(fault), ..config.clone() };
                let how = format!("{how}; meanwhile {}", fault.text());
                self.finish(&how, code, next, &config.data, steps);
            }
        }
        let waits = seconds.map_or(Waits::Unknown, Waits::Seconds);
        steps.edges[first..].iter_mut().for_each(|it| it.waits = waits);
    }

    fn fail(self, code: &Code<'_>, config: &Config, steps: &mut Steps) {
        if config.frames.is_empty() {
            return steps.add("ends", To::End(End::Failed, Box::new(config.clone())));
        }
        let error = match code.state.node.get("Error").and_then(Node::text) {
            Some(name) => Error::Named(name.to_owned()),
            None => Error::Transient,
        };
        self.leave_by(&error, config.clone(), steps);
    }

    /// A path finds nothing: Step Functions ends the execution.
    fn missing(self, config: &Config, nothing: &Nothing, steps: &mut Steps) {
        let how = format!("finds nothing at `{}`", nothing.0);
        self.raise(&how, &Error::Named(RUNTIME.to_owned()), config.clone(), steps);
    }

    fn map(self, code: &Code<'_>, config: &Config, steps: &mut Steps) {
        let node = code.state.node;
        let items = self.input(code, config).and_then(|input| {
            match node.get("ItemsPath").and_then(Node::text) {
                Some(path) => self.scope(config, &input).expression(path),
                None => match node.get("Items") {
                    Some(items) => self.scope(config, &input).template(items),
                    None => Ok(input),
                },
            }
        });
        let items = match items {
            Ok(_) if node.get("ItemReader").is_some() => None,
            Ok(Value::List(items)) if items.len() <= MOST_ITEMS => Some(items),
            Ok(_) => None,
            Err(nothing) => return self.missing(config, &nothing, steps),
        };
        self.check_together(code, config, steps);
        let Some(mut items) = items else {
            self.finish("has no element", code, config.clone(), &answer(config), steps);
            let each = Value::unknown(Root::Each(config.at));
            return self.enter("starts with an element", config, (each, None, Vec::new()), steps);
        };
        if items.is_empty() {
            let none = Value::List(Vec::new());
            return self.finish("has no element", code, config.clone(), &none, steps);
        }
        let first = items.remove(0);
        self.enter("starts with an element", config, (first, Some(items), Vec::new()), steps);
    }

    /// Starts a `Map` with an element.
    fn enter(
        self,
        how: &str,
        config: &Config,
        (each, left, made): (Value, Option<Vec<Value>>, Vec<Value>),
        steps: &mut Steps,
    ) {
        let code = &self.program.states[config.at];
        let Some(block) = code.inner.first() else { return };
        let mut next = config.clone();
        let data = std::mem::replace(&mut next.data, each.clone());
        next.frames.push(Frame { at: config.at, data, each: Some(each), left, made, branch: 0 });
        let node = code.state.node;
        if let Some(selector) = node.get("ItemSelector").or_else(|| node.get("Parameters")) {
            let made = self.scope(&next, &config.data).template(selector);
            match made {
                Ok(made) => next.data = made,
                Err(nothing) => return self.missing(config, &nothing, steps),
            }
        }
        let next = next.go(self.program.blocks[*block].start, self.program);
        steps.add(how, To::Config(Box::new(next)));
    }

    fn parallel(self, code: &Code<'_>, config: &Config, steps: &mut Steps) {
        let made = self.input(code, config).and_then(|input| {
            let parameters = code.parameters();
            parameters.map_or(Ok(input.clone()), |it| self.scope(config, &input).template(it))
        });
        let data = match made {
            Ok(data) => data,
            Err(nothing) => return self.missing(config, &nothing, steps),
        };
        self.check_together(code, config, steps);
        let Some(block) = code.inner.first() else { return };
        let mut next = config.clone();
        let outer = std::mem::replace(&mut next.data, data.clone());
        next.frames.push(Frame {
            at: config.at,
            data: outer,
            each: None,
            left: Some(vec![data]),
            made: Vec::new(),
            branch: 0,
        });
        let next = next.go(self.program.blocks[*block].start, self.program);
        steps.add("starts its branches", To::Config(Box::new(next)));
    }

    /// What changes the world several times at once cannot be followed.
    fn check_together(self, code: &Code<'_>, config: &Config, steps: &mut Steps) {
        let changing = code.inner.iter().filter(|it| self.program.changes(**it)).count();
        let is_one_by_one =
            code.state.node.get("MaxConcurrency").and_then(Node::integer) == Some(1);
        let is_bad = match code.kind {
            Kind::Map => changing > 0 && !is_one_by_one,
            _ => changing > 1,
        };
        if is_bad {
            steps.breaches.push(Breach {
                rule: &code::CONCURRENT_SHIFT,
                at: config.at,
                message: format!(
                    "`{}` shifts traffic or writes items in several branches at once",
                    code.state.name
                ),
                help: "do it one after the other: `MaxConcurrency` 1, or one branch".to_owned(),
            });
        }
    }

    /// While one branch runs, another may fail and stop it.
    fn interrupt(self, config: &Config, steps: &mut Steps) {
        for depth in 0..config.frames.len() {
            let frame = &config.frames[depth];
            let code = &self.program.states[frame.at];
            let others = code.inner.iter().enumerate().filter(|(at, _)| *at != frame.branch);
            let may_fail = others.into_iter().any(|(_, block)| self.program.may_fail(*block));
            let changes = code.inner.get(frame.branch).is_some_and(|it| self.program.changes(*it));
            if code.kind == Kind::Parallel && changes && may_fail {
                let mut next = config.clone();
                next.frames.truncate(depth + 1);
                let frame = next.frames.pop().expect("it was just kept: a bug in formwork");
                (next.at, next.data) = (frame.at, frame.data);
                let error = Error::Named("States.BranchFailed".to_owned());
                self.raise("is stopped: another branch fails", &error, next, steps);
            }
        }
    }

    /// Puts a result into the data, and goes on.
    pub(super) fn finish(
        self,
        how: &str,
        code: &Code<'_>,
        mut config: Config,
        result: &Value,
        steps: &mut Steps,
    ) {
        let node = code.state.node;
        let made = self.output(code, &config, result);
        let assigned = node.get("Assign").map(|it| {
            let scope = Scope { result: Some(result), ..self.scope(&config, result) };
            scope.template(it)
        });
        match made {
            Ok(data) => config.data = data,
            Err(nothing) => return self.missing(&config, &nothing, steps),
        }
        if let Some(Ok(Value::Object(assigned))) = assigned {
            for (key, value) in assigned.fields {
                config.variables = config.variables.with(&[key], value);
            }
        }
        match code.next {
            Some(next) => {
                let next = config.go(next, self.program);
                steps.add(how, To::Config(Box::new(next)));
            }
            None => self.leave(how, config, steps),
        }
    }

    /// What a state passes on, given its result.
    fn output(self, code: &Code<'_>, config: &Config, result: &Value) -> Result<Value, Nothing> {
        let node = code.state.node;
        if code.is_jsonata {
            let scope = Scope { result: Some(result), ..self.scope(config, &config.data) };
            return node.get("Output").map_or(Ok(result.clone()), |it| scope.template(it));
        }
        let selected = match node.get("ResultSelector") {
            Some(selector) => self.scope(config, result).template(selector)?,
            None => result.clone(),
        };
        let data = placed(node, &config.data, selected);
        match raw(node, "OutputPath").map(Node::text) {
            None => Ok(data),
            Some(None) => Ok(Value::empty()),
            Some(Some(path)) => self.scope(config, &data).expression(path),
        }
    }

    /// Ends a machine, or an inner one.
    fn leave(self, how: &str, mut config: Config, steps: &mut Steps) {
        let Some(mut frame) = config.frames.pop() else {
            return steps.add(how, To::End(End::Succeeded, Box::new(config)));
        };
        config.at = frame.at;
        let code = &self.program.states[frame.at];
        if code.kind == Kind::Parallel && frame.branch + 1 < code.inner.len() {
            frame.branch += 1;
            config.data = frame.left.iter().flatten().next().cloned().unwrap_or(Value::Null);
            let start = self.program.blocks[code.inner[frame.branch]].start;
            config.frames.push(frame);
            let next = config.go(start, self.program);
            return steps.add(how, To::Config(Box::new(next)));
        }
        let ended_with = std::mem::replace(&mut config.data, frame.data);
        let mut answer = self::answer(&config);
        if code.kind == Kind::Map {
            frame.made.push(ended_with);
            match frame.left {
                Some(mut left) if !left.is_empty() => {
                    let first = left.remove(0);
                    return self.enter(how, &config, (first, Some(left), frame.made), steps);
                }
                Some(_) => answer = Value::List(frame.made),
                None if code.inner.iter().any(|it| self.program.changes(*it)) => {
                    let first = steps.edges.len();
                    let each = (Value::unknown(Root::Each(config.at)), None, Vec::new());
                    self.enter("goes on with another element", &config, each, steps);
                    steps.edges[first..].iter_mut().for_each(|it| it.is_again = true);
                }
                None => {}
            }
        }
        self.finish(how, code, config, &answer, steps);
    }

    /// Ends an inner machine by an error.
    fn leave_by(self, error: &Error, mut config: Config, steps: &mut Steps) {
        if let Some(frame) = config.frames.pop() {
            (config.at, config.data) = (frame.at, frame.data);
            self.raise("ends", error, config, steps);
        } else {
            let end = End::Uncaught(error.name().to_owned());
            steps.add("fails", To::End(end, Box::new(config)));
        }
    }

    /// An error at a state: it is tried again, caught, or ends the machine.
    pub(super) fn raise(self, how: &str, error: &Error, config: Config, steps: &mut Steps) {
        let code = &self.program.states[config.at];
        let name = error.name();
        let is_branch = code.kind == Kind::Parallel;
        let is_for = |errors: &[String]| {
            error.is_of(errors) || is_branch && errors.iter().any(|it| it == "States.BranchFailed")
        };
        let retrier = code.retriers.iter().find(|it| is_for(&it.errors));
        if code.kind != Kind::Task && retrier.is_some_and(|it| it.is_tried_again) {
            steps.again(format!("{how} (`{name}`), and is tried again"), config.clone());
        }
        let Some(catcher) = code.catchers.iter().find(|it| is_for(&it.errors)) else {
            let mut config = config;
            let Some(frame) = config.frames.pop() else {
                let how = format!("{how} (`{name}`), which nothing catches");
                let end = End::Uncaught(name.to_owned());
                return steps.add(how, To::End(end, Box::new(config)));
            };
            (config.at, config.data) = (frame.at, frame.data);
            return self.raise(how, error, config, steps);
        };
        let text = |text: &str| Value::unknown(Root::Derived(text.into(), Vec::new()));
        let caught = match error {
            Error::Named(_) | Error::Timeout => Value::text(name),
            Error::Transient => text("error"),
        };
        let caught = Value::object([("Error", caught), ("Cause", text("cause"))]);
        let mut next = config;
        next.data = if code.is_jsonata {
            let output = catcher.node.get("Output");
            let made = output.map(|it| self.scope(&next, &next.data).template(it));
            made.and_then(Result::ok).unwrap_or(caught)
        } else {
            placed(catcher.node, &next.data, caught)
        };
        let next = next.go(catcher.target, self.program);
        steps.add(format!("{how} (`{name}`), caught"), To::Config(Box::new(next)));
    }
}

/// What a state is answered that nobody knows.
pub(super) fn answer(config: &Config) -> Value {
    Value::unknown(Root::Result(config.at))
}

/// The data with a result at `ResultPath`.
fn placed(node: &Node, data: &Value, result: Value) -> Value {
    match raw(node, "ResultPath").map(Node::text) {
        None => result,
        Some(None) => data.clone(),
        Some(Some(path)) => match Path::parse(path).and_then(|it| it.keys()) {
            Some(keys) => data.clone().with(&keys, result),
            None => Value::unknown(Root::Derived(Arc::from(path), Vec::new())),
        },
    }
}
