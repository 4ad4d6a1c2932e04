//! A configuration: where a machine stands, what it knows, and what the world is like.

use std::collections::{BTreeMap, BTreeSet};

use super::effect::Fault;
use super::program::Program;
use super::test::Facts;
use super::value::{Root, Value};
use super::world::World;

/// Where an execution stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Config {
    /// The state that comes next.
    pub(super) at: usize,
    /// The `Map` and `Parallel` states around it, outermost first.
    pub(super) frames: Vec<Frame>,
    pub(super) data: Value,
    pub(super) variables: Value,
    pub(super) world: World,
    pub(super) facts: Facts,
    /// What is wrong outside.
    pub(super) fault: Option<Fault>,
    /// Where traffic was sent since then, and by which state.
    pub(super) sent: BTreeMap<Value, (Value, usize)>,
    /// Whether it has shifted traffic.
    pub(super) has_shifted: bool,
    /// Whether a task that changes the world has failed for good.
    pub(super) has_failed: bool,
}

/// A `Map` or `Parallel` state that is running.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Frame {
    /// The state.
    pub(super) at: usize,
    /// Its data.
    pub(super) data: Value,
    /// The element that is worked on, and those after it, if they are known.
    pub(super) each: Option<Value>,
    pub(super) left: Option<Vec<Value>>,
    /// What it ended with for the elements before it, if they are known.
    pub(super) made: Vec<Value>,
    /// Which of its branches is running.
    pub(super) branch: usize,
}

impl Config {
    /// An execution that starts with some data.
    pub(super) fn new(program: &Program<'_>, data: Value, world: World) -> Self {
        Self {
            at: program.blocks[0].start,
            frames: Vec::new(),
            data,
            variables: Value::empty(),
            world,
            facts: Facts::default(),
            fault: None,
            sent: BTreeMap::new(),
            has_shifted: false,
            has_failed: false,
        }
    }

    /// Puts what was learned in its place everywhere.
    pub(super) fn learn(mut self, facts: Facts) -> Self {
        self.facts = facts;
        let learned = self.facts.take();
        self.values(&mut |value| learned.apply(value));
        self
    }

    /// What a state was answered before is not what it is answered now.
    pub(super) fn forget(&mut self, root: &Root) {
        let earlier = Root::Derived("an earlier answer…".into(), Vec::new());
        self.values(&mut |value| {
            value.map(&|symbol| {
                if symbol.root == *root {
                    symbol.root = earlier.clone();
                }
            });
        });
    }

    /// Goes to a state: what nobody looks at any more is dropped.
    pub(super) fn go(mut self, at: usize, program: &Program<'_>) -> Self {
        self.at = at;
        if let Value::Object(object) = &mut self.data {
            object.fields.retain(|key, _| program.is_live(at, key));
        }
        let mut there = BTreeSet::new();
        self.values(&mut |value| {
            value.symbols(&mut |symbol| {
                there.insert(symbol.root.clone());
            });
        });
        self.facts.keep(&|root| there.contains(root));
        self
    }

    fn values(&mut self, change: &mut dyn FnMut(&mut Value)) {
        change(&mut self.data);
        change(&mut self.variables);
        for frame in &mut self.frames {
            change(&mut frame.data);
            frame.each.iter_mut().for_each(&mut *change);
            frame.left.iter_mut().flatten().for_each(&mut *change);
        }
        self.world.values(change);
    }
}
