//! Terraform's functions, as far as manifests use them to say what could be written out.
//!
//! One that is not here gives an unknown value.
//!
//! Facts: <https://developer.hashicorp.com/terraform/language/functions>

mod list;
mod text;

use crate::ir::ImportId;
use crate::ir::lifted::{Data, Node, Span};
use crate::manifest::syntax::hcl::{self, Origin};
use crate::manifest::terraform::module::join;
use crate::manifest::terraform::syntax::Call;
use crate::manifest::text::document;

use super::path::is_missing;
use super::{Evaluator, MISSING, Name, Scope, one_of, plain};

/// How many branches a choice among the arguments may have.
const MOST_BRANCHES: usize = 16;

impl Evaluator<'_> {
    pub(super) fn call(&mut self, scope: Scope<'_>, span: Span, call: &Call) -> Node {
        let mut arguments = Vec::with_capacity(call.arguments.len());
        for argument in &call.arguments {
            let argument = self.eval(scope, argument);
            match call.name.as_str() {
                "try" if is_missing(&argument) => {}
                "try" => return argument,
                "can" if is_missing(&argument) => return Node::new(span, Data::Bool(false)),
                _ => arguments.push(argument),
            }
        }
        if call.spread
            && let Some(last) = arguments.pop()
        {
            match plain(&last).map(|it| &it.data) {
                Some(Data::List(items)) => arguments.extend(items.iter().cloned()),
                _ => return Node::unknown(span, "what it is called with is not known"),
            }
        }
        let node = self.over_branches(scope, span, &call.name, arguments);
        match super::size(&node, 0) {
            Some(size) if self.spend(size) => node,
            _ => Node::unknown(span, super::TOO_MUCH),
        }
    }

    /// Calls a function once for each branch of a choice among its arguments.
    fn over_branches(
        &mut self,
        scope: Scope<'_>,
        span: Span,
        name: &str,
        mut arguments: Vec<Node>,
    ) -> Node {
        let is_choice = |node: &Node| matches!(&node.data, Data::OneOf(_));
        if arguments.iter().filter(|it| is_choice(it)).count() == 1
            && let Some(position) = arguments.iter().position(is_choice)
            && let Data::OneOf(branches) = &arguments[position].data
            && branches.len() <= MOST_BRANCHES
        {
            let branches = branches.clone();
            let mut results = Vec::with_capacity(branches.len());
            for branch in branches {
                arguments[position] = branch;
                results.push(self.function(scope, span, name, arguments.clone()));
            }
            return one_of(span, results);
        }
        self.function(scope, span, name, arguments)
    }

    fn function(
        &mut self,
        scope: Scope<'_>,
        span: Span,
        name: &str,
        mut arguments: Vec<Node>,
    ) -> Node {
        match (name, arguments.as_mut_slice()) {
            ("jsonencode" | "yamlencode", [value]) => {
                self.is_document(value);
                encoded(span, take(value))
            }
            (
                "tolist" | "toset" | "tomap" | "sensitive" | "nonsensitive" | "ephemeralasnull"
                | "issensitive",
                [_],
            ) => self.converted(span, name, arguments.swap_remove(0)),
            ("jsondecode" | "yamldecode", [value]) => document(take(value)),
            ("file", [path]) => self.file(scope, span, path),
            ("fileexists", [path]) => match self.opened(scope, path) {
                Ok(_) => Node::new(span, Data::Bool(true)),
                Err(why) => Node::unknown(span, why),
            },
            ("templatefile", [path, values]) => {
                let values = take(values);
                self.template_file(scope, span, path, &values)
            }
            ("lookup", [_, _] | [_, _, _]) => self.lookup(span, &mut arguments),
            ("try" | "coalesce", _) => coalesce(span, arguments),
            ("can", [value]) => match plain(value) {
                Some(value) if value.is_literal() => Node::new(span, Data::Bool(true)),
                _ => Node::unknown(span, "whether it can be computed is not known"),
            },
            ("element", [list, position]) if !matches!(list.data, Data::List(_)) => {
                match plain(position).and_then(Node::integer) {
                    Some(position) => super::path::element(list, position, span),
                    None => Node::unknown(span, "which element it is, is not known"),
                }
            }
            ("slice", [Node { data: Data::Reference(super::path::ZONES, _), .. }, from, to]) => {
                match (plain(from).and_then(Node::integer), plain(to).and_then(Node::integer)) {
                    (Some(from), Some(to)) if from >= 0 && to - from <= 16 => {
                        let zone = |at: i64| Data::Zone(usize::try_from(at).unwrap_or(0));
                        let items = (from..to).map(|at| Node::new(span, zone(at))).collect();
                        Node::new(span, Data::List(items))
                    }
                    _ => Node::unknown(span, "how many zones there are is not known"),
                }
            }
            ("split", [comma, Node { data: Data::Import(import), .. }])
                if comma.text() == Some(",") =>
            {
                // Each data source is imported as text and, next to it, as a list.
                Node::new(span, Data::Import(ImportId(import.0 + 1)))
            }
            _ => {
                let data = text::call(name, &arguments).or_else(|| list::call(name, &arguments));
                match data {
                    Some(data) => self.computed(&arguments, placed(span, data)),
                    None => unresolved(span, name, &arguments),
                }
            }
        }
    }

    /// A value as another collection; what is in it stays.
    fn converted(&mut self, span: Span, name: &str, value: Node) -> Node {
        match (name, plain(&value).map(|it| &it.data)) {
            ("toset", Some(Data::List(items))) => {
                let set = Node::new(span, Data::List(list::distinct(items)));
                self.computed(std::slice::from_ref(&value), set)
            }
            ("issensitive", _) => Node::unknown(span, "`issensitive` is not resolved"),
            _ => value,
        }
    }

    fn lookup(&mut self, span: Span, arguments: &mut Vec<Node>) -> Node {
        let default = (arguments.len() == 3).then(|| arguments.pop()).flatten();
        let [map, key] = arguments.as_slice() else { return Node::unknown(span, MISSING) };
        let Some(Node { data: Data::Object(fields), .. }) = plain(map) else {
            return Node::unknown(span, "the map is not known");
        };
        let Some(key) = self.decided(key).and_then(Node::literal_text) else {
            let any = plain(map).map(|map| self.any(map, span));
            let any = any.unwrap_or_else(|| Node::unknown(span, "the map is not known"));
            return match default {
                Some(default) if !matches!(any.data, Data::Unknown(_)) => {
                    one_of(span, [any, default])
                }
                _ => any,
            };
        };
        match (fields.iter().rev().find(|field| field.key == key), default) {
            (Some(field), _) => self.copy(&field.value),
            (None, Some(default)) => default,
            (None, None) => Node::unknown(span, MISSING),
        }
    }

    fn opened(&mut self, scope: Scope<'_>, path: &Node) -> Result<super::Opened, &'static str> {
        let path = self.decided(path).and_then(Node::text).ok_or("its path is not known")?;
        let root = &self.instances[0].index.module.folder;
        let folder = &self.instances[scope.instance].index.module.folder;
        // `path.module` is in front of it already; without, it is below the working folder.
        let path =
            if path.starts_with(folder.as_str()) { path.to_owned() } else { join(root, path) };
        let opened = (self.open)(&join("", &path)).ok_or("the file cannot be opened")?;
        if self.spend(opened.text.len() / 16) { Ok(opened) } else { Err(super::TOO_MUCH) }
    }

    fn file(&mut self, scope: Scope<'_>, span: Span, path: &Node) -> Node {
        match self.opened(scope, path) {
            Ok(opened) => {
                let whole = opened.file.map_or(span, |file| Span::new(file, 0, opened.text.len()));
                Node::text_at(whole, opened.text.to_string())
            }
            Err(why) => Node::unknown(span, why),
        }
    }

    fn template_file(&mut self, scope: Scope<'_>, span: Span, path: &Node, values: &Node) -> Node {
        let opened = match self.opened(scope, path) {
            Ok(opened) => opened,
            Err(why) => return Node::unknown(span, why),
        };
        let origin = opened.file.map_or(Origin::At(span), |file| Origin::From(file, 0));
        let template = match hcl::template(&opened.text, &origin) {
            Ok(template) => template,
            Err(why) => return Node::unknown(span, format!("the template is broken: {why}")),
        };
        let Some(Node { data: Data::Object(fields), .. }) = plain(values) else {
            return Node::unknown(span, "what the template is filled with is not known");
        };
        let mut scopes: Vec<(&str, &Node)> = Vec::new();
        scopes.extend(fields.iter().map(|field| (&*field.key, &field.value)));
        self.filled(scope, &scopes, None, &template)
    }

    fn filled(
        &mut self,
        scope: Scope<'_>,
        values: &[(&str, &Node)],
        outer: Option<&Name<'_>>,
        template: &crate::manifest::terraform::syntax::Expression,
    ) -> Node {
        match values.split_first() {
            Some(((name, value), rest)) if rest.len() < 64 => {
                let name = Name { called: name, value, outer };
                self.filled(scope, rest, Some(&name), template)
            }
            Some(_) => Node::unknown(template.span, "the template has too many values"),
            None => self.eval(Scope { names: outer, ..scope }, template),
        }
    }
}

/// Why a call has no value: because of what it is called with, or of the function itself.
fn unresolved(span: Span, name: &str, arguments: &[Node]) -> Node {
    let why = arguments.iter().find_map(|it| match &it.data {
        Data::Unknown(why) if why != MISSING => Some(why.clone()),
        _ => None,
    });
    Node::unknown(span, why.unwrap_or_else(|| format!("`{name}` is not resolved").into()))
}

/// A value that a function made: what it made of nothing that is written stands where it is called.
fn placed(span: Span, mut data: Data) -> Node {
    if let Data::List(items) = &mut data {
        for item in items.iter_mut().filter(|item| item.span == Span::default()) {
            item.span = span;
        }
    }
    Node::new(span, data)
}

fn take(node: &mut Node) -> Node {
    let span = node.span;
    std::mem::replace(node, Node::new(span, Data::Absent))
}

/// A document: its structure, since whoever reads it reads that as well.
fn encoded(span: Span, value: Node) -> Node {
    match &value.data {
        Data::List(_) | Data::Object(_) | Data::OneOf(_) | Data::Unknown(_) => value,
        Data::Input(input) if input.default.is_some() => value,
        _ => {
            let mut parts = Vec::new();
            super::template::json(&value, &mut parts);
            match parts.iter().map(Node::literal_text).collect::<Option<Vec<_>>>() {
                Some(texts) => Node::text_at(span, texts.concat()),
                None => Node::new(span, Data::Concat(parts)),
            }
        }
    }
}

/// The first value that is neither null nor empty.
fn coalesce(span: Span, arguments: Vec<Node>) -> Node {
    let mut may_be = Vec::new();
    for argument in arguments {
        match plain(&argument).map(|it| &it.data) {
            Some(Data::Absent) => {}
            Some(Data::Text(text)) if text.is_empty() => {}
            Some(Data::OneOf(_) | Data::Unknown(_)) | None => may_be.push(argument),
            Some(_) if matches!(argument.data, Data::Input(_)) => may_be.push(argument),
            Some(_) => {
                may_be.push(argument);
                break;
            }
        }
    }
    match may_be.len() {
        0 => Node::unknown(span, MISSING),
        _ => one_of(span, may_be),
    }
}
