//! Names and the steps behind them.

use std::sync::Arc;

use crate::ir::lifted::{Data, EXPORTED, Input, Node, Span};
use crate::ir::{Pseudo, ResourceId};
use crate::manifest::terraform::syntax::{Expression, Step};

use super::expand::Expansion;
use super::{Caller, Evaluator, MISSING, Scope, hanging, one_of, policy};

/// The resource that stands for the zones of the region; no manifest has as many.
pub(in super::super) const ZONES: ResourceId = ResourceId(u32::MAX);

impl Evaluator<'_> {
    /// What a name and the steps behind it stand for.
    pub(super) fn path(
        &mut self,
        scope: Scope<'_>,
        span: Span,
        name: &str,
        steps: &[Step],
    ) -> Node {
        let mut names = scope.names;
        while let Some(known) = names {
            if known.called == name {
                return self.apply(scope, known.value, steps, span);
            }
            names = known.outer;
        }
        let (first, rest) = match steps.split_first() {
            Some((Step::Name(first), rest)) => (first.as_str(), rest),
            _ => return Node::unknown(span, format!("`{name}` stands for nothing here")),
        };
        let instance = scope.instance;
        match name {
            "var" => {
                let mut value = self.variable(instance, first, span);
                // What is given at deployment is nowhere but where it is used.
                if matches!(&value.data, Data::Input(input) if input.default.is_none()) {
                    value = Arc::new(Node::new(span, value.data.clone()));
                }
                self.apply(scope, &value, rest, span)
            }
            "local" => {
                let value = self.local(instance, first, span);
                self.apply(scope, &value, rest, span)
            }
            "each" | "count" => match (scope.each, first) {
                (Some(each), "key" | "index") => self.apply(scope, &each.key, rest, span),
                (Some(each), "value") => self.apply(scope, &each.value, rest, span),
                _ => Node::unknown(span, format!("`{name}.{first}` stands for nothing here")),
            },
            "path" => match first {
                "module" => {
                    let folder = self.instances[instance].index.module.folder.as_str();
                    Node::text_at(span, if folder.is_empty() { "." } else { folder }.to_owned())
                }
                "root" => {
                    let folder = self.instances[0].index.module.folder.as_str();
                    Node::text_at(span, if folder.is_empty() { "." } else { folder }.to_owned())
                }
                _ => Node::unknown(span, "the working folder is not known"),
            },
            "module" => self.module(scope, span, first, rest),
            "data" => self.data(scope, span, first, rest),
            "terraform" => match &self.workspace {
                Some(workspace) if first == "workspace" => Node::text_at(span, workspace.clone()),
                _ => Node::unknown(span, "the workspace is chosen at deployment"),
            },
            "self" | "ephemeral" => Node::unknown(span, format!("`{name}` is not followed")),
            type_name => self.resource(scope, span, (type_name, first), rest),
        }
    }

    /// The value of a variable.
    pub(super) fn variable(&mut self, instance: usize, name: &str, span: Span) -> Arc<Node> {
        let index = self.instances[instance].index;
        let Some((name, block)) = index.variables.get_key_value(name) else {
            self.dangles(instance, (name, "variable"), index.variables.keys().copied(), span);
            return Arc::new(Node::unknown(span, "there is no such variable"));
        };
        let (name, block) = (*name, *block);
        if let Some(value) = self.root.get(name).filter(|_| instance == 0) {
            return Arc::clone(value);
        }
        self.once(
            |it| &mut it.variables,
            instance,
            name,
            span,
            |this| {
                let Some(Caller { instance: outer, block: call, each }) =
                    this.instances[instance].caller.clone()
                else {
                    return this.by_default(name, block);
                };
                let value = match call.body.get(name) {
                    Some(argument) => {
                        let scope = Scope { instance: outer, each: each.as_deref(), names: None };
                        let given = this.eval(scope, argument);
                        match (&given.data, block.body.get("default")) {
                            (Data::Absent, Some(default))
                                if is_false(block.body.get("nullable")) =>
                            {
                                this.eval(Scope::of(instance), default)
                            }
                            _ => given,
                        }
                    }
                    None => match block.body.get("default") {
                        Some(default) => this.eval(Scope::of(instance), default),
                        None => return Node::unknown(block.head, "the caller does not set it"),
                    },
                };
                let value = this.conform(instance, value, block);
                if is_true(block.body.get("sensitive")) { this.secret(name, value) } else { value }
            },
        )
    }

    /// A variable of the root module that nothing sets.
    fn by_default(&mut self, name: &str, block: &super::Block) -> Node {
        let default = block.body.get("default").map(|default| {
            let value = self.eval(Scope::of(0), default);
            self.conform(0, value, block)
        });
        let input = Input {
            name: name.to_owned().into(),
            knob: None,
            secret: is_true(block.body.get("sensitive")),
            default,
        };
        let span = input.default.as_ref().map_or(block.head, |it| it.span);
        Node::new(span, Data::Input(Arc::new(input)))
    }

    /// A value that must not be shown.
    fn secret(&mut self, name: &str, value: Node) -> Node {
        let span = value.span;
        let input =
            Input { name: name.to_owned().into(), knob: None, secret: true, default: Some(value) };
        let input = Arc::new(input);
        self.give(&input);
        Node::new(span, Data::Input(input))
    }

    fn local(&mut self, instance: usize, name: &str, span: Span) -> Arc<Node> {
        let index = self.instances[instance].index;
        let Some((name, local)) = index.locals.get_key_value(name) else {
            self.dangles(instance, (name, "local value"), index.locals.keys().copied(), span);
            return Arc::new(Node::unknown(span, "there is no such local value"));
        };
        let (name, local) = (*name, *local);
        self.once(
            |it| &mut it.locals,
            instance,
            name,
            span,
            |this| this.eval(Scope::of(instance), &local.value),
        )
    }

    fn module(&mut self, scope: Scope<'_>, span: Span, name: &str, steps: &[Step]) -> Node {
        let index = self.instances[scope.instance].index;
        let Some(position) = index.calls.iter().position(|(it, _)| *it == name) else {
            let calls = index.calls.iter().map(|(name, _)| *name);
            self.dangles(scope.instance, (name, "module call"), calls, span);
            return Node::unknown(span, "there is no such module");
        };
        let expansion = self.calls(scope.instance, position);
        let steps = match (&*expansion, steps) {
            (Expansion::Unsure(_), [Step::Index(_), rest @ ..]) => rest,
            _ => steps,
        };
        if let (Some(target), [Step::Name(output), rest @ ..]) = (expansion.single(), steps) {
            let value = self.output(target, output, span);
            return self.apply(scope, &value, rest, span);
        }
        let Some(all) = expansion.each(span, |target| {
            Node::new(span, Data::Reference(ResourceId::at(target), MODULE.into()))
        }) else {
            return Node::unknown(span, "the module is not among those that were read");
        };
        self.apply(scope, &all, steps, span)
    }

    fn output(&mut self, instance: usize, name: &str, span: Span) -> Arc<Node> {
        let index = self.instances[instance].index;
        let Some((name, block)) = index.outputs.get_key_value(name) else {
            return Arc::new(Node::unknown(span, "the module has no such output"));
        };
        let (name, block) = (*name, *block);
        self.once(
            |it| &mut it.outputs,
            instance,
            name,
            span,
            |this| match block.body.get("value") {
                Some(value) => this.eval(Scope::of(instance), value),
                None => Node::unknown(block.head, "the output has no value"),
            },
        )
    }

    fn data(&mut self, scope: Scope<'_>, span: Span, source: &str, steps: &[Step]) -> Node {
        let why = match source {
            "terraform_remote_state" => EXPORTED,
            _ => "it is read from a data source",
        };
        let unknown = || Node::unknown(span, why);
        let [Step::Name(name), rest @ ..] = steps else { return unknown() };
        let declared = self.instances[scope.instance].index.data.get(source);
        if declared.is_none_or(|it| !it.contains_key(name.as_str())) {
            let all = declared.into_iter().flat_map(|it| it.keys().copied());
            self.dangles(scope.instance, (name, "data source of its type"), all, span);
            return unknown();
        }
        let rest = if let [Step::Index(_), inner @ ..] = rest { inner } else { rest };
        let [Step::Name(attribute), rest @ ..] = rest else { return unknown() };
        let pseudo = match (source, attribute.as_str()) {
            ("aws_partition", "partition") => Pseudo::Partition,
            ("aws_partition", "dns_suffix") => Pseudo::UrlSuffix,
            ("aws_caller_identity", "account_id") => Pseudo::Account,
            ("aws_region", "name" | "id" | "region") => Pseudo::Region,
            ("aws_availability_zones", "names") => {
                let zones = Node::new(span, Data::Reference(ZONES, "".into()));
                return self.apply(scope, &zones, rest, span);
            }
            ("aws_ssm_parameter", "value" | "insecure_value") if scope.instance == 0 => {
                let import = self.imports.get(name.as_str()).cloned();
                return import.map_or_else(unknown, |it| Node::new(span, it.data));
            }
            (policy::SOURCE, "json" | "minified_json") => {
                let document = self.policy(scope.instance, name, span);
                return self.apply(scope, &document, rest, span);
            }
            _ => return unknown(),
        };
        Node::new(span, Data::Pseudo(pseudo))
    }

    fn resource(
        &mut self,
        scope: Scope<'_>,
        span: Span,
        address: (&str, &str),
        steps: &[Step],
    ) -> Node {
        let index = self.instances[scope.instance].index;
        let Some(position) = index.by_name.get(&address).copied() else {
            let (type_name, name) = address;
            // A type has its provider's name before it; what else has steps is none.
            if type_name.contains('_') {
                let all = index.by_name.keys().filter(|it| it.0 == type_name).map(|it| it.1);
                self.dangles(scope.instance, (name, "resource of its type"), all, span);
            }
            return Node::unknown(span, format!("there is no `{type_name}.{name}`"));
        };
        let expansion = self.resources(scope.instance, position);
        let steps = match (&*expansion, steps) {
            (Expansion::Unsure(_), [Step::Index(_), rest @ ..]) => rest,
            (Expansion::Unsure(_), [Step::Each | Step::EachName, ..]) => {
                return Node::unknown(span, "how many there are is not known");
            }
            _ => steps,
        };
        let whole = |id: usize| Node::new(span, Data::Reference(ResourceId::at(id), "".into()));
        let value = match expansion.single() {
            Some(id) => whole(id),
            None => match expansion.each(span, whole) {
                Some(all) => all,
                None => return Node::unknown(span, "it refers to itself"),
            },
        };
        self.apply(scope, &value, steps, span)
    }

    /// Takes steps from a value.
    pub(super) fn apply(
        &mut self,
        scope: Scope<'_>,
        value: &Node,
        steps: &[Step],
        span: Span,
    ) -> Node {
        let (mut at, mut wrapper) = (value, None);
        for (position, step) in steps.iter().enumerate() {
            while let Data::Input(input) = &at.data {
                let (Some(default), None) = (&input.default, input.knob) else { break };
                if !self.is_given(input) || input.secret {
                    wrapper = Some(Arc::clone(input));
                }
                at = default;
            }
            let rest = &steps[position + 1..];
            let next = match step {
                Step::Each | Step::EachName => {
                    let made = self.taken_from_each(scope, at, step, rest, span);
                    return wrapped(wrapper, made);
                }
                Step::Name(name) => self.named(at, name, span),
                Step::Index(index) => self.indexed(scope, at, index, span),
            };
            match next {
                Ok(next) => at = next,
                Err(made) => {
                    let made = self.apply_on(scope, made, rest, span);
                    return wrapped(wrapper, made);
                }
            }
        }
        let copy = self.copy(at);
        wrapped(wrapper, copy)
    }

    /// Takes steps from a value that was made on the way.
    fn apply_on(&mut self, scope: Scope<'_>, made: Node, steps: &[Step], span: Span) -> Node {
        let mut at = made;
        for (position, step) in steps.iter().enumerate() {
            if !self.spend(1) {
                return Node::unknown(span, super::TOO_MUCH);
            }
            let next = match step {
                Step::Each | Step::EachName => {
                    return self.taken_from_each(scope, &at, step, &steps[position + 1..], span);
                }
                Step::Name(name) => self.named(&at, name, span).cloned(),
                Step::Index(index) => self.indexed(scope, &at, index, span).cloned(),
            };
            at = next.unwrap_or_else(|made| made);
        }
        at
    }

    fn taken_from_each(
        &mut self,
        scope: Scope<'_>,
        at: &Node,
        step: &Step,
        rest: &[Step],
        span: Span,
    ) -> Node {
        if *step == Step::Each {
            return self.splat(scope, at, rest, span);
        }
        let names = rest.iter().take_while(|it| matches!(it, Step::Name(_))).count();
        let list = self.splat(scope, at, &rest[..names], span);
        self.apply(scope, &list, &rest[names..], span)
    }

    /// An attribute of a value, or what it becomes.
    fn named<'n>(&mut self, at: &'n Node, name: &str, span: Span) -> Result<&'n Node, Node> {
        Err(match &at.data {
            Data::Object(fields) => {
                return match fields.iter().rev().find(|field| field.key == name) {
                    Some(field) => Ok(&field.value),
                    None => Err(Node::unknown(span, MISSING)),
                };
            }
            Data::Reference(target, attribute) if attribute == MODULE => {
                let value = self.output(target.0 as usize, name, span);
                self.copy(&value)
            }
            Data::Reference(id, attribute) if attribute.len() < LONGEST => {
                let dot = if attribute.is_empty() { "" } else { "." };
                let attribute = format!("{attribute}{dot}{name}");
                Node::new(span, Data::Reference(*id, attribute.into()))
            }
            Data::Input(input) => part_of(input, name, span),
            Data::OneOf(branches) => {
                let mut taken = Vec::with_capacity(branches.len());
                for branch in branches {
                    match self.named(branch, name, span) {
                        Ok(value) => taken.push(self.copy(value)),
                        Err(made) => taken.push(made),
                    }
                }
                any_of(span, taken)
            }
            Data::Absent => Node::unknown(span, MISSING),
            Data::Element(..) if is_missing(at) => Node::unknown(span, MISSING),
            Data::Unknown(why) => Node::unknown(span, why.clone()),
            Data::Bool(_) | Data::Integer(_) | Data::Decimal(_) | Data::Text(_) | Data::List(_) => {
                Node::unknown(span, MISSING)
            }
            Data::Reference(..)
            | Data::Concat(_)
            | Data::Pseudo(_)
            | Data::Import(_)
            | Data::Element(..)
            | Data::Zone(_) => Node::unknown(span, "what it is part of is not known"),
        })
    }

    /// An element of a value, or what it becomes.
    fn indexed<'n>(
        &mut self,
        scope: Scope<'_>,
        at: &'n Node,
        index: &Expression,
        span: Span,
    ) -> Result<&'n Node, Node> {
        let index = self.eval(scope, index);
        let Some(key) = self.decided(&index) else {
            return Err(self.any(at, span));
        };
        match (&at.data, &key.data) {
            (Data::List(items), _) => {
                let position = key.integer().and_then(|it| usize::try_from(it).ok());
                let Some(position) = position else { return Err(Node::unknown(span, MISSING)) };
                items.get(position).ok_or_else(|| {
                    let list = Box::new(self.copy(at));
                    Node::new(span, Data::Element(list, position))
                })
            }
            (Data::Object(_), _) => {
                let text = key.literal_text().unwrap_or_default();
                self.named(at, &text, span)
            }
            (Data::OneOf(branches), _) => {
                let text = key.literal_text().unwrap_or_default();
                let position = text.parse::<usize>().ok();
                let mut taken = Vec::with_capacity(branches.len());
                for branch in branches {
                    let item = position.and_then(|it| branch.items().get(it));
                    match item.map_or_else(|| self.named(branch, &text, span), Ok) {
                        Ok(value) => taken.push(self.copy(value)),
                        Err(made) => taken.push(made),
                    }
                }
                Err(any_of(span, taken))
            }
            (_, Data::Integer(position)) => Err(element(at, *position, span)),
            (Data::Reference(id, attribute), Data::Text(key)) if attribute != MODULE => {
                let attribute = format!("{attribute}[\"{key}\"]");
                Err(Node::new(span, Data::Reference(*id, attribute.into())))
            }
            (Data::Input(input), Data::Text(key)) => Err(part_of(input, key, span)),
            (Data::Unknown(why), _) => Err(Node::unknown(span, why.clone())),
            _ => Err(Node::unknown(span, "what it is part of is not known")),
        }
    }

    /// Any element of a value: which one is decided at deployment.
    pub(super) fn any(&mut self, at: &Node, span: Span) -> Node {
        let mut elements: Vec<&Node> = Vec::new();
        for branch in at.branches() {
            match &branch.data {
                Data::List(items) => elements.extend(items),
                Data::Object(fields) => elements.extend(fields.iter().map(|it| &it.value)),
                Data::Absent => {}
                _ if is_missing(branch) => {}
                _ => return Node::unknown(span, "which element it is, is decided at deployment"),
            }
        }
        if elements.is_empty() || elements.len() > super::MOST_BRANCHES {
            return Node::unknown(span, "which element it is, is decided at deployment");
        }
        let copies: Vec<_> = elements.into_iter().map(|it| self.copy(it)).collect();
        one_of(span, copies)
    }
}

/// One of several values, but for those that Terraform would refuse to compute.
fn any_of(span: Span, mut branches: Vec<Node>) -> Node {
    if branches.iter().any(|it| !is_missing(it)) {
        branches.retain(|it| !is_missing(it));
    }
    one_of(span, branches)
}

/// How long the attribute of a reference gets, in bytes.
const LONGEST: usize = 256;

/// What the attribute of a reference says if it refers to a module that is called.
pub(in super::super) const MODULE: &str = "\u{0}module";

/// Whether Terraform would refuse to compute it: there is no such attribute or element.
pub(super) fn is_missing(node: &Node) -> bool {
    match &node.data {
        Data::Unknown(why) => why == MISSING,
        Data::Element(list, _) => matches!(list.data, Data::List(_)),
        _ => false,
    }
}

/// An element of what is a list at deployment.
pub(super) fn element(list: &Node, position: i64, span: Span) -> Node {
    let Ok(index) = usize::try_from(position) else { return Node::unknown(span, MISSING) };
    let data = match &list.data {
        Data::Reference(ZONES, _) => Data::Zone(index),
        Data::Reference(id, attribute) => {
            Data::Reference(*id, format!("{attribute}[{index}]").into())
        }
        Data::Input(_)
        | Data::Import(_)
        | Data::Pseudo(_)
        | Data::Zone(_)
        | Data::Concat(_)
        | Data::Element(..) => Data::Element(Box::new(list.clone()), index),
        Data::Unknown(why) => Data::Unknown(why.clone()),
        _ => Data::Unknown("what it is part of is not known".into()),
    };
    Node::new(span, data)
}

/// A part of a variable whose value is not known.
fn part_of(input: &Arc<Input>, name: &str, span: Span) -> Node {
    let part = Input {
        name: format!("{}.{name}", input.name).into(),
        knob: None,
        secret: input.secret,
        default: None,
    };
    Node::new(span, Data::Input(Arc::new(part)))
}

fn wrapped(wrapper: Option<Arc<Input>>, node: Node) -> Node {
    match wrapper {
        Some(input) => hanging(&input, node),
        None => node,
    }
}

pub(in super::super) fn is_true(expression: Option<&Expression>) -> bool {
    matches!(
        expression.map(|it| &it.kind),
        Some(crate::manifest::terraform::syntax::Kind::Bool(true))
    )
}

fn is_false(expression: Option<&Expression>) -> bool {
    matches!(
        expression.map(|it| &it.kind),
        Some(crate::manifest::terraform::syntax::Kind::Bool(false))
    )
}
