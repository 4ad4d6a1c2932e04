//! One stage of a Dockerfile: what its instructions say.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::ir::graph::Keep;
use crate::ir::lifted::declaration::IMAGE_STAGE;
use crate::ir::lifted::{Data, Field, Manifest, Node, Resource, Span};
use crate::ir::value::{ResourceId, Text};
use crate::manifest::duration::seconds;
use crate::manifest::interpolation::{Given, Interpolation, Style, input, mapped};

use super::lines::{Instruction, Joined, is_announcement};
use super::words::{flags, list, words};

/// Bytes that variables may add to a file.
const BUDGET: usize = 4 << 20;

/// The variables that instructions may name.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    escape: char,
    budget: Rc<Cell<usize>>,
    own: BTreeMap<String, Given>,
    outer: Option<Rc<Layer>>,
}

/// The variables of an earlier stage, which several may share.
#[derive(Debug)]
struct Layer {
    own: BTreeMap<String, Given>,
    outer: Option<Rc<Layer>>,
}

impl Scope {
    /// One without variables.
    pub(super) fn new(escape: char) -> Self {
        Self { escape, budget: Rc::new(Cell::new(BUDGET)), own: BTreeMap::new(), outer: None }
    }

    /// The scope of a stage that is built on no other.
    fn fresh(&self) -> Self {
        Self { budget: Rc::clone(&self.budget), ..Self::new(self.escape) }
    }

    /// The scope of a stage that is built on the one with this scope.
    fn child(&mut self) -> Self {
        let layer = Layer { own: std::mem::take(&mut self.own), outer: self.outer.take() };
        self.outer = Some(Rc::new(layer));
        Self { outer: self.outer.clone(), ..self.fresh() }
    }

    fn given(&self, name: &str) -> Given {
        let mut outer = self.outer.as_deref();
        let mut found = self.own.get(name);
        while let (None, Some(layer)) = (found, outer) {
            found = layer.own.get(name);
            outer = layer.outer.as_deref();
        }
        found.cloned().unwrap_or(Given::Nothing)
    }

    /// A part of an instruction with its variables replaced.
    fn node(&self, joined: &Joined, range: Range<usize>) -> Node {
        let interpolation = Interpolation {
            style: Style::Dockerfile(self.escape),
            look_up: &|name| self.given(name),
            place: &|range| joined.span(range),
            budget: &self.budget,
        };
        interpolation.node(&joined.text, range)
    }

    /// Notes the arguments that stand before the first stage.
    pub(super) fn arguments(&mut self, instruction: &Instruction) {
        let outside = self.fresh();
        self.declare(instruction, &outside);
    }

    /// Notes arguments; one without a default has that of the same name outside the stages.
    fn declare(&mut self, it: &Instruction, outside: &Self) -> Vec<Field> {
        let mut fields = Vec::new();
        for word in words(&it.arguments, it.arguments.all(), self.escape) {
            let (name, key_span, value) = pair(&it.arguments, word);
            let default = value.map(|range| self.node(&it.arguments, range));
            let given = match &default {
                Some(node) => default_of(node),
                None => outside.given(&name),
            };
            let default = default.or_else(|| match &given {
                Given::Default(span, text) => Some(Node::text_at(*span, text.clone())),
                Given::Fixed(_) | Given::Nothing => None,
            });
            let span = default.as_ref().map_or(key_span, |it| it.span);
            self.own.insert(name.clone(), given);
            fields.push(Field {
                key: name.clone().into(),
                key_span,
                value: input(span, name, default),
            });
        }
        fields
    }
}

/// What is known of a variable with this default.
fn default_of(node: &Node) -> Given {
    let known = node.known();
    known.text().map_or(Given::Nothing, |text| Given::Default(known.span, text.to_owned().into()))
}

/// A stage on its way.
#[derive(Debug)]
pub(super) struct Stage {
    name: Option<Node>,
    head: Span,
    span: Span,
    parent: Option<ResourceId>,
    scope: Scope,
    properties: Vec<Field>,
}

impl Stage {
    /// The stage that `FROM` starts; `None` if it names no image.
    pub(super) fn new(from: &Instruction, earlier: &mut [Self], global: &Scope) -> Option<Self> {
        let joined = &from.arguments;
        let (options, rest) = flags(joined);
        let parts = words(joined, rest, global.escape);
        let image = global.node(joined, parts.first()?.clone());
        let is_as = |it: &Range<usize>| joined.text[it.clone()].eq_ignore_ascii_case("as");
        let name =
            parts.get(1).filter(|it| is_as(it)).and_then(|_| parts.get(2)).map(|it| {
                Node::text_at(joined.span(it.clone()), joined.text[it.clone()].to_owned())
            });
        let is_parent = |stage: &Self| match (&stage.name, image.text()) {
            (Some(name), Some(image)) => {
                name.text().is_some_and(|name| name.eq_ignore_ascii_case(image))
            }
            _ => false,
        };
        let parent = earlier.iter().rposition(is_parent);
        let scope = match parent {
            Some(position) => earlier[position].scope.child(),
            None => global.fresh(),
        };
        let mut stage = Self {
            name: name.clone(),
            head: from.span,
            span: from.span,
            parent: parent.map(ResourceId::at),
            scope,
            properties: Vec::new(),
        };
        let head = from.head;
        stage.set("from", head, image);
        stage.set("from_stage", head, Node::new(head, Data::Bool(parent.is_some())));
        if let Some(name) = name {
            stage.set("name", name.span, name.clone());
        }
        for (flag, range) in options {
            if flag == "platform" {
                stage.set("platform", joined.span(range.clone()), global.node(joined, range));
            }
        }
        Some(stage)
    }

    /// Takes an instruction that is none of `FROM`.
    pub(super) fn instruction(&mut self, it: &Instruction, global: &Scope) {
        self.span = self.span.to(it.span);
        let joined = &it.arguments;
        match it.keyword.as_str() {
            "ARG" => {
                let fields = self.scope.declare(it, global);
                self.extend("arguments", it.head, fields);
            }
            "ENV" => self.environment(it),
            "LABEL" => {
                let fields = self.pairs(it);
                self.extend("labels", it.head, fields);
            }
            "CMD" => self.command(it, "command", "command_form"),
            "ENTRYPOINT" => self.command(it, "entry_point", "entry_point_form"),
            "RUN" => {
                let text = script(it);
                self.push("run", it.head, Node::text_at(joined.span(flags(joined).1), text));
            }
            "COPY" | "ADD" => self.copy(it),
            "EXPOSE" => {
                for word in words(joined, joined.all(), self.scope.escape) {
                    let port = port(self.scope.node(joined, word));
                    self.push("expose", it.head, port);
                }
            }
            "VOLUME" => {
                for path in self.paths(joined, joined.all()) {
                    self.push("volume", it.head, path);
                }
            }
            "USER" => self.set_text("user", it),
            "WORKDIR" => self.set_text("workdir", it),
            "STOPSIGNAL" => self.set_text("stop_signal", it),
            "SHELL" => {
                if let Some(list) = list(joined, joined.all()) {
                    self.set("shell", it.head, list);
                }
            }
            "HEALTHCHECK" => self.health_check(it),
            "ONBUILD" => {
                let range = joined.all();
                let node = Node::text_at(joined.span(range.clone()), joined.text[range].to_owned());
                self.push("on_build", it.head, node);
            }
            _ => {}
        }
    }

    /// The stage as a resource.
    pub(super) fn finish(mut self, position: usize, last: bool, before: &Manifest) -> Resource {
        self.set("last", self.head, Node::new(self.head, Data::Bool(last)));
        if let Some(parent) = self.parent {
            let node = Node::new(self.head, Data::Reference(parent, "image".into()));
            self.set("parent", self.head, node);
        }
        let is_free = |name: &&str| before.resources.iter().all(|it| it.address != *name);
        let name = self.name.as_ref().and_then(Node::text).filter(is_free);
        let address = name.map_or_else(|| format!("stage-{position}"), str::to_owned);
        Resource {
            address,
            type_name: "FROM".into(),
            kind: Some(&IMAGE_STAGE),
            properties: Node::new(self.span, Data::Object(self.properties)),
            meta: Node::empty(self.head),
            head: self.head,
            span: self.span,
            after: self.parent.into_iter().collect(),
            keep: Keep::Delete,
            written: Vec::new(),
        }
    }

    fn environment(&mut self, it: &Instruction) {
        let fields = self.pairs(it);
        for field in &fields {
            let given = match &field.value.data {
                Data::Text(text) => Given::Fixed(text.clone()),
                _ => default_of(&field.value),
            };
            self.scope.own.insert(field.key.to_string(), given);
        }
        self.extend("environment", it.head, fields);
    }

    /// `KEY=value …`, or one `KEY value` in the old form.
    fn pairs(&self, it: &Instruction) -> Vec<Field> {
        let joined = &it.arguments;
        let parts = words(joined, joined.all(), self.scope.escape);
        let Some(first) = parts.first() else { return Vec::new() };
        if !joined.text[first.clone()].contains('=') {
            let key_span = joined.span(first.clone());
            let rest = joined.trimmed(first.end..joined.text.len());
            let key = Text::from(joined.text[first.clone()].to_owned());
            return vec![Field { key, key_span, value: self.scope.node(joined, rest) }];
        }
        let field = |part: Range<usize>| {
            let (key, key_span, value) = pair(joined, part);
            let value = self.scope.node(joined, value?);
            Some(Field { key: key.into(), key_span, value })
        };
        parts.into_iter().filter_map(field).collect()
    }

    fn command(&mut self, it: &Instruction, name: &'static str, form: &'static str) {
        let range = it.arguments.all();
        let (value, word) = command(&it.arguments, range);
        let form_node = Node::text_at(value.span, word);
        self.set(name, it.head, value);
        self.set(form, it.head, form_node);
    }

    fn copy(&mut self, it: &Instruction) {
        let joined = &it.arguments;
        let (options, rest) = flags(joined);
        let mut fields = vec![Field {
            key: "instruction".into(),
            key_span: it.head,
            value: Node::text_at(it.head, it.keyword.clone()),
        }];
        for (flag, range) in options {
            if matches!(flag, "from" | "chown" | "chmod" | "checksum") {
                let value = self.scope.node(joined, range);
                fields.push(Field { key: flag.to_owned().into(), key_span: value.span, value });
            }
        }
        let span = joined.span(rest.clone());
        let mut paths = self.paths(joined, rest);
        let destination = paths.pop();
        let sources = Node::new(span, Data::List(paths));
        fields.push(Field { key: "sources".into(), key_span: it.head, value: sources });
        if let Some(value) = destination {
            fields.push(Field { key: "destination".into(), key_span: it.head, value });
        }
        self.push("copy", it.head, Node::new(it.span, Data::Object(fields)));
    }

    /// Paths, as words or as a list.
    fn paths(&self, joined: &Joined, range: Range<usize>) -> Vec<Node> {
        match list(joined, range.clone()) {
            Some(Node { data: Data::List(items), .. }) => items,
            _ => words(joined, range, self.scope.escape)
                .into_iter()
                .map(|word| self.scope.node(joined, word))
                .collect(),
        }
    }

    fn health_check(&mut self, it: &Instruction) {
        let joined = &it.arguments;
        let (options, rest) = flags(joined);
        let mut fields = Vec::new();
        for (flag, range) in options {
            let value = self.scope.node(joined, range);
            let value = if flag == "retries" { whole(value) } else { seconds(value) };
            fields.push(Field { key: flag.replace('-', "_").into(), key_span: value.span, value });
        }
        let text = &joined.text[rest.clone()];
        let length = text.find(char::is_whitespace).unwrap_or(text.len());
        let span = joined.span(rest.clone());
        let command = if text[..length].eq_ignore_ascii_case("CMD") {
            let (value, _) = command(joined, joined.trimmed(rest.start + length..rest.end));
            tested(span, value)
        } else {
            Node::new(span, Data::List(vec![Node::text_at(span, text.to_ascii_uppercase())]))
        };
        fields.push(Field { key: "command".into(), key_span: it.head, value: command });
        self.set("health_check", it.head, Node::new(it.span, Data::Object(fields)));
    }

    fn set_text(&mut self, key: &'static str, it: &Instruction) {
        let value = self.scope.node(&it.arguments, it.arguments.all());
        self.set(key, it.head, value);
    }

    /// Sets a property, in the place of what an earlier instruction said.
    fn set(&mut self, key: &'static str, key_span: Span, value: Node) {
        self.properties.retain(|field| field.key != key);
        self.properties.push(Field { key: key.into(), key_span, value });
    }

    /// Adds an element to a list.
    fn push(&mut self, key: &'static str, key_span: Span, item: Node) {
        let node = self.collection(key, key_span, item.span, Data::List(Vec::new()));
        if let Data::List(items) = &mut node.data {
            items.push(item);
        }
    }

    /// Adds entries to an object.
    fn extend(&mut self, key: &'static str, key_span: Span, fields: Vec<Field>) {
        let Some(last) = fields.last() else { return };
        let span = fields[0].key_span.to(last.value.span);
        let node = self.collection(key, key_span, span, Data::Object(Vec::new()));
        if let Data::Object(known) = &mut node.data {
            known.extend(fields);
        }
    }

    fn collection(
        &mut self,
        key: &'static str,
        key_span: Span,
        span: Span,
        new: Data,
    ) -> &mut Node {
        let found = self.properties.iter().position(|field| field.key == key);
        let position = found.unwrap_or(self.properties.len());
        if found.is_none() {
            let value = Node::new(span, new);
            self.properties.push(Field { key: key.into(), key_span, value });
        }
        let node = &mut self.properties[position].value;
        node.span = node.span.to(span);
        node
    }
}

/// The name, its place and the range of the value of a `NAME=value`.
fn pair(joined: &Joined, word: Range<usize>) -> (String, Span, Option<Range<usize>>) {
    let text = &joined.text[word.clone()];
    let length = text.find('=').unwrap_or(text.len());
    let key = word.start..word.start + length;
    let value = (length < text.len()).then(|| key.end + 1..word.end);
    let name = text[..length].trim_matches(['"', '\'']).to_owned();
    (name, joined.span(key), value)
}

/// A command, and its form: a list of words, or text for the shell.
fn command(joined: &Joined, range: Range<usize>) -> (Node, &'static str) {
    list(joined, range.clone()).map_or_else(
        || (Node::text_at(joined.span(range.clone()), joined.text[range].to_owned()), "shell"),
        |list| (list, "exec"),
    )
}

/// A command as a health check of a container has it.
fn tested(span: Span, command: Node) -> Node {
    let first = |word: &'static str| Node::text_at(span, word);
    let items = match command.data {
        Data::List(items) => std::iter::once(first("CMD")).chain(items).collect(),
        data => vec![first("CMD-SHELL"), Node::new(command.span, data)],
    };
    Node::new(span, Data::List(items))
}

/// What `RUN` runs: the words of its exec form in a row, the shell's text, and its here-documents.
fn script(it: &Instruction) -> String {
    let joined = &it.arguments;
    let (_, rest) = flags(joined);
    let text = &joined.text[rest.clone()];
    let mut script = match list(joined, rest) {
        Some(list) => list.items().iter().filter_map(Node::text).collect::<Vec<_>>().join(" "),
        None if is_announcement(text) && !text.contains(char::is_whitespace) => String::new(),
        None => text.to_owned(),
    };
    for document in &it.documents {
        if !script.is_empty() {
            script.push('\n');
        }
        script.push_str(document);
    }
    script
}

/// A port as a number, unless it is a range or not of TCP.
fn port(node: Node) -> Node {
    mapped(node, &|text| text.strip_suffix("/tcp").unwrap_or(text).parse().ok().map(Data::Integer))
}

fn whole(node: Node) -> Node {
    mapped(node, &|text| text.parse().ok().map(Data::Integer))
}
