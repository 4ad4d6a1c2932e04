//! Expressions become values, as far as a reader of the files can know them.
//!
//! What is not surely known is [`Data::Unknown`] with its reason, or [`Data::OneOf`] what it may be.
//! A value that hangs on a variable's default is [`Data::Input`] around what it is by default: it can
//! be read, but decides nothing, since a deployment may set another.
//!
//! Everything is computed once: locals, variables and outputs are kept. Work is counted, and a
//! module that asks for too much gets unknown values, so no file takes long or grows without end.

mod collection;
mod constraint;
mod expand;
mod function;
mod operator;
mod path;
mod policy;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::nearest;
use crate::ir::Text;
use crate::ir::lifted::{Dangling, Data, Field, FileId, Input, Node, Span};

use super::module::Index;
use super::syntax::{Block, Entry, Expression, Kind};

pub(super) use expand::{Expansion, Made};
pub(super) use path::{MODULE, ZONES, is_true};

/// How much is computed for one root module: a step is an expression or a copied value.
const MOST_STEPS: usize = 2_000_000;
/// How deep values may hang on each other.
const DEEPEST: usize = 160;
/// How deep lists and objects of values are nested.
const DEEPEST_VALUE: usize = 80;
/// How many branches a choice keeps.
const MOST_BRANCHES: usize = 64;

/// Why something is unknown that Terraform would refuse: `try` and `can` go on from there.
pub(super) const MISSING: &str = "there is no such attribute";
const TOO_MUCH: &str = "the module computes more than is followed";
const CIRCLE: &str = "it refers to itself";

/// A file that an expression names.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its text.
    pub text: Arc<str>,
    /// The file, if places in it can be told.
    pub file: Option<FileId>,
}

/// Opens a file by its path, if it may be opened.
pub type Open<'o> = &'o dyn Fn(&str) -> Option<Opened>;

/// Evaluates the expressions of a root module and of all that it calls.
pub(super) struct Evaluator<'m> {
    pub(super) modules: &'m BTreeMap<&'m str, Index<'m>>,
    pub(super) open: Open<'m>,
    pub(super) instances: Vec<Instance<'m>>,
    /// Resources in the order in which they were first asked for; a reference counts them.
    pub(super) made: Vec<Made>,
    /// What the root module's variables are.
    pub(super) root: BTreeMap<&'m str, Arc<Node>>,
    /// Names that stand for nothing.
    pub(super) dangling: Vec<Dangling>,
    /// Imports, and which data source each comes from.
    pub(super) imports: BTreeMap<&'m str, Node>,
    /// The workspace, if it is known.
    pub(super) workspace: Option<String>,
    /// Lists and objects that are text, by their place.
    documents: BTreeSet<Span>,
    /// Inputs that are set, by address: they decide.
    given: BTreeSet<usize>,
    steps: usize,
    depth: usize,
}

/// A module where it is called; the first one is the root.
pub(super) struct Instance<'m> {
    pub(super) index: &'m Index<'m>,
    /// What its addresses start with: `module.web.`.
    pub(super) prefix: String,
    /// Who calls it, with what.
    pub(super) caller: Option<Caller<'m>>,
    /// How many calls lead to it.
    pub(super) depth: usize,
    variables: BTreeMap<&'m str, Memo>,
    locals: BTreeMap<&'m str, Memo>,
    outputs: BTreeMap<&'m str, Memo>,
    policies: BTreeMap<&'m str, Memo>,
    pub(super) resources: BTreeMap<usize, Option<Arc<Expansion>>>,
    pub(super) calls: BTreeMap<usize, Option<Arc<Expansion>>>,
}

/// A call of a module.
#[derive(Clone)]
pub(super) struct Caller<'m> {
    /// The calling module.
    pub(super) instance: usize,
    /// Its call.
    pub(super) block: &'m Block,
    /// Which of several it is.
    pub(super) each: Option<Arc<Each>>,
}

/// What `each` and `count` stand for.
#[derive(Clone, Debug)]
pub(super) struct Each {
    /// `each.key`, or `count.index`.
    pub(super) key: Node,
    /// `each.value`.
    pub(super) value: Node,
}

/// A value that is computed once.
enum Memo {
    Busy,
    Done(Arc<Node>),
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    /// The module.
    pub(super) instance: usize,
    /// What `each` and `count` stand for.
    pub(super) each: Option<&'s Each>,
    /// The names of the loops around it.
    pub(super) names: Option<&'s Name<'s>>,
}

/// A name that a loop gives.
pub(super) struct Name<'s> {
    called: &'s str,
    value: &'s Node,
    outer: Option<&'s Name<'s>>,
}

impl Scope<'_> {
    /// The top of a module.
    pub(super) const fn of(instance: usize) -> Self {
        Self { instance, each: None, names: None }
    }
}

impl<'m> Instance<'m> {
    pub(super) fn new(index: &'m Index<'m>, prefix: String, caller: Option<Caller<'m>>) -> Self {
        Self {
            index,
            prefix,
            caller,
            depth: 0,
            variables: BTreeMap::new(),
            locals: BTreeMap::new(),
            outputs: BTreeMap::new(),
            policies: BTreeMap::new(),
            resources: BTreeMap::new(),
            calls: BTreeMap::new(),
        }
    }
}

impl<'m> Evaluator<'m> {
    pub(super) fn new(
        modules: &'m BTreeMap<&'m str, Index<'m>>,
        root: &'m Index<'m>,
        open: Open<'m>,
    ) -> Self {
        Self {
            modules,
            open,
            instances: vec![Instance::new(root, String::new(), None)],
            made: Vec::new(),
            root: BTreeMap::new(),
            dangling: Vec::new(),
            imports: BTreeMap::new(),
            workspace: None,
            documents: BTreeSet::new(),
            given: BTreeSet::new(),
            steps: MOST_STEPS,
            depth: 0,
        }
    }

    /// Notes a name that stands for nothing, in a module that was read as a whole.
    pub(super) fn dangles<'n>(
        &mut self,
        instance: usize,
        (name, of): (&str, &'static str),
        declared: impl Iterator<Item = &'n str>,
        span: Span,
    ) {
        if self.instances[instance].index.module.is_whole {
            let meant = nearest(name, declared).map(str::to_owned);
            self.dangling.push(Dangling { span, name: name.to_owned().into(), of, meant });
        }
    }

    /// Evaluates an expression.
    pub(super) fn eval(&mut self, scope: Scope<'_>, expression: &Expression) -> Node {
        let span = expression.span;
        if !self.spend(1) {
            return Node::unknown(span, TOO_MUCH);
        }
        match &expression.kind {
            Kind::Null => Node::new(span, Data::Absent),
            Kind::Bool(value) => Node::new(span, Data::Bool(*value)),
            Kind::Integer(number) => Node::new(span, Data::Integer(*number)),
            Kind::Decimal(number) => Node::new(span, Data::Decimal(*number)),
            Kind::Text(text) => {
                self.spend(text.len() / 64);
                Node::text_at(span, text.clone())
            }
            nested => {
                if self.depth >= DEEPEST {
                    return Node::unknown(span, TOO_MUCH);
                }
                self.depth += 1;
                let node = self.nested(scope, span, nested);
                self.depth -= 1;
                node
            }
        }
    }

    fn nested(&mut self, scope: Scope<'_>, span: Span, kind: &Kind) -> Node {
        match kind {
            Kind::Template(parts) => self.template(scope, span, parts),
            Kind::List(items) => {
                let items = items.iter().map(|item| self.eval(scope, item)).collect();
                Node::new(span, Data::List(items))
            }
            Kind::Object(entries) => self.object(scope, span, entries),
            Kind::Name(name) => self.path(scope, span, name, &[]),
            Kind::Path(root, steps) => {
                if let Kind::Name(name) = &root.kind {
                    return self.path(scope, span, name, steps);
                }
                let value = self.eval(scope, root);
                self.apply(scope, &value, steps, span)
            }
            Kind::Call(call) => self.call(scope, span, call),
            Kind::Choice(parts) => {
                let [condition, yes, no] = &**parts;
                self.choice(scope, span, condition, yes, no)
            }
            Kind::Negative(value) => self.negative(scope, span, value),
            Kind::Not(value) => self.not(scope, span, value),
            Kind::Binary(operator, sides) => self.binary(scope, span, *operator, sides),
            Kind::For(it) => self.loop_over(scope, span, it),
            Kind::Null | Kind::Bool(_) | Kind::Integer(_) | Kind::Decimal(_) | Kind::Text(_) => {
                Node::unknown(span, TOO_MUCH)
            }
        }
    }

    fn object(&mut self, scope: Scope<'_>, span: Span, entries: &[Entry]) -> Node {
        let mut fields: Vec<Field> = Vec::with_capacity(entries.len());
        for entry in entries {
            let key = self.eval(scope, &entry.key);
            let Some(text) = plain(&key).and_then(Node::literal_text) else {
                return Node::unknown(span, "a key of it is not known");
            };
            let value = self.eval(scope, &entry.value);
            fields.push(Field { key: text, key_span: key.span, value });
        }
        keep_last(&mut fields);
        Node::new(span, Data::Object(fields))
    }

    fn choice(
        &mut self,
        scope: Scope<'_>,
        span: Span,
        condition: &Expression,
        yes: &Expression,
        no: &Expression,
    ) -> Node {
        let condition = self.eval(scope, condition);
        match self.decided(&condition).and_then(Node::bool) {
            Some(true) => self.eval(scope, yes),
            Some(false) => self.eval(scope, no),
            None => {
                let branches = [self.eval(scope, yes), self.eval(scope, no)];
                one_of(span, branches)
            }
        }
    }

    /// Pays for work; false if there is nothing left to pay with.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        let is_enough = steps <= self.steps;
        self.steps = self.steps.saturating_sub(steps);
        is_enough
    }

    /// A copy of a value.
    pub(super) fn copy(&mut self, node: &Node) -> Node {
        match size(node, 0) {
            Some(size) if self.spend(size) => node.clone(),
            _ => Node::unknown(node.span, TOO_MUCH),
        }
    }

    /// Marks a list or object as what a text says.
    fn is_document(&mut self, node: &Node) {
        for branch in node.branches() {
            if matches!(branch.data, Data::List(_) | Data::Object(_)) {
                self.documents.insert(branch.span);
            }
        }
    }

    /// The lists and objects in a value that are text.
    pub(super) fn documents_in(&self, node: &Node) -> BTreeSet<Span> {
        let mut found = BTreeSet::new();
        node.walk(&mut |node| {
            let is_structure = matches!(node.data, Data::List(_) | Data::Object(_));
            if is_structure && self.documents.contains(&node.span) {
                found.insert(node.span);
            }
        });
        found
    }

    /// Marks an input as set: what it says, it decides.
    pub(super) fn give(&mut self, input: &Arc<Input>) {
        self.given.insert(Arc::as_ptr(input) as usize);
    }

    fn is_given(&self, input: &Arc<Input>) -> bool {
        self.given.contains(&(Arc::as_ptr(input) as usize))
    }

    /// The value, if no deployment can make it another one.
    pub(super) fn decided<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        match &node.data {
            Data::Input(input) if self.is_given(input) => {
                input.default.as_ref().and_then(|it| self.decided(it))
            }
            Data::Input(_)
            | Data::Reference(..)
            | Data::Concat(_)
            | Data::Pseudo(_)
            | Data::Import(_)
            | Data::Element(..)
            | Data::Zone(_)
            | Data::OneOf(_)
            | Data::Unknown(_) => None,
            Data::Absent
            | Data::Bool(_)
            | Data::Integer(_)
            | Data::Decimal(_)
            | Data::Text(_)
            | Data::List(_)
            | Data::Object(_) => Some(node),
        }
    }

    /// The first input among some values, or in the lists and objects among them, whose default they
    /// hang on.
    fn hangs_on(&self, nodes: &[Node]) -> Option<Arc<Input>> {
        let undecided = |node: &Node| match &node.data {
            Data::Input(input) if !self.is_given(input) => Some(Arc::clone(input)),
            _ => None,
        };
        nodes.iter().find_map(|node| {
            undecided(node).or_else(|| match &node.data {
                Data::List(items) => items.iter().find_map(undecided),
                Data::Object(fields) => fields.iter().find_map(|field| undecided(&field.value)),
                _ => None,
            })
        })
    }

    /// A value that was computed from others, with the input that it hangs on.
    pub(super) fn computed(&self, from: &[Node], node: Node) -> Node {
        match self.hangs_on(from) {
            Some(input) => hanging(&input, node),
            None => node,
        }
    }

    /// Computes a value once.
    fn once(
        &mut self,
        memo: for<'i> fn(&'i mut Instance<'m>) -> &'i mut BTreeMap<&'m str, Memo>,
        instance: usize,
        name: &'m str,
        span: Span,
        compute: impl FnOnce(&mut Self) -> Node,
    ) -> Arc<Node> {
        match memo(&mut self.instances[instance]).get(name) {
            Some(Memo::Done(node)) => return Arc::clone(node),
            Some(Memo::Busy) => return Arc::new(Node::unknown(span, CIRCLE)),
            None => {}
        }
        memo(&mut self.instances[instance]).insert(name, Memo::Busy);
        let node = Arc::new(compute(self));
        memo(&mut self.instances[instance]).insert(name, Memo::Done(Arc::clone(&node)));
        node
    }
}

/// The value itself; nothing if it differs between environments.
pub(super) fn plain(node: &Node) -> Option<&Node> {
    match &node.data {
        Data::Input(input) => match (&input.default, input.knob) {
            (Some(default), None) => plain(default),
            _ => None,
        },
        _ => Some(node),
    }
}

/// How much a value takes; nothing if it is nested too deeply.
fn size(node: &Node, depth: usize) -> Option<usize> {
    let all =
        |nodes: &[Node]| nodes.iter().try_fold(1, |sum, node| Some(sum + size(node, depth + 1)?));
    if depth > DEEPEST_VALUE {
        return None;
    }
    match &node.data {
        Data::Text(text) => Some(1 + text.len() / 64),
        Data::List(items) | Data::Concat(items) | Data::OneOf(items) => all(items),
        Data::Object(fields) => {
            fields.iter().try_fold(1, |sum, field| Some(sum + size(&field.value, depth + 1)?))
        }
        Data::Element(list, _) => size(list, depth + 1),
        Data::Input(input) => match &input.default {
            Some(default) => size(default, depth + 1),
            None => Some(1),
        },
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Reference(..)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Zone(_)
        | Data::Unknown(_) => Some(1),
    }
}

/// A value that hangs on an input.
fn hanging(input: &Arc<Input>, node: Node) -> Node {
    match node.data {
        Data::Unknown(_) | Data::Input(_) | Data::Absent => node,
        data => {
            let input = Input {
                name: input.name.clone(),
                knob: None,
                secret: input.secret,
                default: Some(Node::new(node.span, data)),
            };
            Node::new(node.span, Data::Input(Arc::new(input)))
        }
    }
}

/// One of several values; choices among them are part of this one.
pub(super) fn one_of(span: Span, branches: impl IntoIterator<Item = Node>) -> Node {
    let mut flat: Vec<Node> = Vec::new();
    for branch in branches {
        match branch.data {
            Data::OneOf(inner) => flat.extend(inner),
            data => flat.push(Node::new(branch.span, data)),
        }
    }
    if flat.len() > MOST_BRANCHES {
        return Node::unknown(span, "it may be too many values");
    }
    match flat.len() {
        1 => flat.swap_remove(0),
        _ => Node::new(span, Data::OneOf(flat)),
    }
}

/// Of entries with one key, the last one counts, in the place of the first.
pub(super) fn keep_last(fields: &mut Vec<Field>) {
    let mut seen: BTreeMap<Text, usize> = BTreeMap::new();
    let mut kept: Vec<Field> = Vec::with_capacity(fields.len());
    for field in fields.drain(..) {
        if let Some(position) = seen.get(&field.key) {
            kept[*position] = field;
        } else {
            seen.insert(field.key.clone(), kept.len());
            kept.push(field);
        }
    }
    *fields = kept;
}
