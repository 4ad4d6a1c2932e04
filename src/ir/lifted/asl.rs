//! State machines in the Amazon States Language, with the place of everything in them.
//!
//! A [`Machine`] is a view of the [`Node`] that holds it; nothing is copied. What is missing or odd
//! is `None`, or not among what is listed: rules tell of it.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html>

use super::{Field, Manifest, Node, Resource, Span};

/// Machines inside machines are followed this far.
const DEEPEST: usize = 16;

/// A state machine, or one inside a `Map` or `Parallel` state.
#[derive(Clone, Copy, Debug)]
pub struct Machine<'n> {
    /// The object that holds it.
    pub node: &'n Node,
}

/// A state of a machine.
#[derive(Clone, Copy, Debug)]
pub struct State<'n> {
    /// Its name.
    pub name: &'n str,
    /// Where its name stands.
    pub head: Span,
    /// Its fields.
    pub node: &'n Node,
}

/// What a state does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Calls something.
    Task,
    /// Goes on by what its input says.
    Choice,
    /// Does the same for each of several.
    Map,
    /// Does several things at once.
    Parallel,
    /// Waits.
    Wait,
    /// Passes its input on.
    Pass,
    /// Ends the execution well.
    Succeed,
    /// Ends the execution with an error.
    Fail,
}

/// Why one state follows another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// `Next`.
    Next,
    /// The choice at this position.
    Choice(usize),
    /// `Default` of a choice.
    Default,
    /// The catcher at this position.
    Catch(usize),
}

/// A state that follows another.
#[derive(Clone, Copy, Debug)]
pub struct Transition<'n> {
    /// Why.
    pub cause: Cause,
    /// The name of the state that follows, where it is written.
    pub target: &'n Node,
}

/// An entry of `Retry` or `Catch`.
#[derive(Clone, Copy, Debug)]
pub struct Handler<'n> {
    /// Its fields.
    pub node: &'n Node,
}

/// The machines that the resources of a manifest define.
pub fn machines(manifest: &Manifest) -> impl Iterator<Item = (&Resource, Machine<'_>)> {
    manifest.of("stepfunctions/state-machine").flat_map(|resource| {
        let properties = ["definition", "definition_string"];
        let nodes = properties.into_iter().filter_map(|name| resource.property(name));
        nodes.filter_map(Machine::new).map(move |machine| (resource, machine))
    })
}

impl<'n> Machine<'n> {
    /// The machine that an object holds, if it is one.
    pub fn new(node: &'n Node) -> Option<Self> {
        node.get("States").map(|_| Self { node: node.known() })
    }

    /// The name of the first state.
    pub fn start(&self) -> Option<&'n Node> {
        self.node.get("StartAt")
    }

    /// Its own states, in the order they are written; not those of the machines inside it.
    pub fn states(&self) -> impl Iterator<Item = State<'n>> + use<'n> {
        let fields = self.node.get("States").map(Node::fields).unwrap_or_default();
        fields.iter().map(State::new)
    }

    /// The state of this name.
    pub fn state(&self, name: &str) -> Option<State<'n>> {
        self.node.get("States")?.field(name).map(State::new)
    }

    /// This machine and all those inside it, each with the states that it is inside of.
    pub fn nested(self) -> Vec<(Self, Vec<State<'n>>)> {
        let mut found = vec![(self, Vec::new())];
        let mut position = 0;
        while let Some((machine, around)) = found.get(position).cloned() {
            position += 1;
            if around.len() >= DEEPEST {
                continue;
            }
            for state in machine.states() {
                let around: Vec<State<'n>> = around.iter().copied().chain([state]).collect();
                found.extend(state.machines().into_iter().map(|it| (it, around.clone())));
            }
        }
        found
    }
}

impl<'n> State<'n> {
    fn new(field: &'n Field) -> Self {
        Self { name: &field.key, head: field.key_span, node: &field.value }
    }

    /// What it does; `None` if that is not known.
    pub fn kind(&self) -> Option<Kind> {
        Some(match self.node.get("Type")?.text()? {
            "Task" => Kind::Task,
            "Choice" => Kind::Choice,
            "Map" => Kind::Map,
            "Parallel" => Kind::Parallel,
            "Wait" => Kind::Wait,
            "Pass" => Kind::Pass,
            "Succeed" => Kind::Succeed,
            "Fail" => Kind::Fail,
            _ => return None,
        })
    }

    /// Whether the machine ends with it.
    pub fn is_end(&self) -> bool {
        matches!(self.kind(), Some(Kind::Succeed | Kind::Fail))
            || self.node.get("End").and_then(Node::bool) == Some(true)
    }

    /// Every state that may follow it.
    pub fn transitions(&self) -> Vec<Transition<'n>> {
        let mut found = Vec::new();
        let mut add = |cause, target: Option<&'n Node>| {
            found.extend(target.map(|target| Transition { cause, target }));
        };
        add(Cause::Next, self.node.get("Next"));
        for (position, choice) in self.list("Choices").iter().enumerate() {
            add(Cause::Choice(position), choice.get("Next"));
        }
        add(Cause::Default, self.node.get("Default"));
        for (position, handler) in self.list("Catch").iter().enumerate() {
            add(Cause::Catch(position), handler.get("Next"));
        }
        found
    }

    /// What is tried again, in order.
    pub fn retriers(&self) -> impl Iterator<Item = Handler<'n>> + use<'n> {
        self.list("Retry").iter().map(|node| Handler { node })
    }

    /// What is caught, in order.
    pub fn catchers(&self) -> impl Iterator<Item = Handler<'n>> + use<'n> {
        self.list("Catch").iter().map(|node| Handler { node })
    }

    /// The machines inside it: the branches of `Parallel`, the processor of `Map`.
    pub fn machines(&self) -> Vec<Machine<'n>> {
        match self.kind() {
            Some(Kind::Parallel) => self.list("Branches").iter().filter_map(Machine::new).collect(),
            Some(Kind::Map) => {
                let body = self.node.get("ItemProcessor").or_else(|| self.node.get("Iterator"));
                body.and_then(Machine::new).into_iter().collect()
            }
            Some(
                Kind::Task | Kind::Choice | Kind::Wait | Kind::Pass | Kind::Succeed | Kind::Fail,
            )
            | None => Vec::new(),
        }
    }

    fn list(&self, name: &str) -> &'n [Node] {
        self.node.get(name).map(Node::items).unwrap_or_default()
    }
}

impl<'n> Handler<'n> {
    /// The errors that it handles.
    pub fn errors(&self) -> impl Iterator<Item = &'n str> + use<'n> {
        let names = self.node.get("ErrorEquals").map(Node::items).unwrap_or_default();
        names.iter().filter_map(Node::text)
    }
}
