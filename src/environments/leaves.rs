//! A resource taken apart: each value by its path, in each environment that has it.

use std::collections::BTreeMap;

use crate::ir::lifted::{Data, Node, Resource};
use crate::rules::parity::{Class, Leaf, Place, Shape, Topic, Value, class_of, has_exceptions};

use super::scalar::Names;

/// Properties of a security group that list its rules.
const RULES: [&str; 4] = ["ingress", "egress", "inline_ingress", "inline_egress"];

/// How deep objects are taken apart.
const DEEPEST: usize = 12;

/// The values of one resource in one environment: path below the resource, class, value.
pub(super) type Parts = BTreeMap<String, (Class, Value)>;

/// The values of a resource that may not differ as they like. Of a type that no table has, nothing
/// is known.
pub(super) fn parts(resource: &Resource, names: &Names<'_>) -> Parts {
    let mut parts = Parts::new();
    if resource.kind.is_none_or(crate::ir::lifted::declaration::is_declaration) {
        return parts;
    }
    let mut walk = Walk { kind: resource.kind_name(), names, parts: &mut parts };
    walk.node(&resource.properties, "", "", 0);
    parts
}

struct Walk<'w, 'n> {
    kind: &'w str,
    names: &'w Names<'n>,
    parts: &'w mut Parts,
}

impl Walk<'_, '_> {
    fn node(&mut self, node: &Node, path: &str, pattern: &str, depth: usize) {
        let class = if pattern.is_empty() { None } else { Some(class_of(self.kind, pattern)) };
        let known = node.known();
        match class {
            Some(Class::Equal(Topic::Variable)) => return self.variables(known, path),
            Some(Class::Equal(Topic::Permission)) => return self.permissions(known, path),
            Some(class) if self.kind == "ec2/security-group" && RULES.contains(&pattern) => {
                return self.ports(known, path, class);
            }
            _ => {}
        }
        match &known.data {
            Data::Object(fields) if depth < DEEPEST && self.is_open(class, pattern) => {
                for field in fields {
                    let below = join(path, '/', &field.key);
                    self.node(&field.value, &below, &join(pattern, '.', &field.key), depth + 1);
                }
            }
            Data::List(items) if depth < DEEPEST && items.iter().any(is_object) => {
                for (position, item) in items.iter().enumerate() {
                    let name = item.get("name").and_then(Node::text).map(str::to_owned);
                    let step = name.unwrap_or_else(|| position.to_string());
                    let below = join(path, '/', &step);
                    self.node(item, &below, &join(pattern, '.', "*"), depth + 1);
                }
            }
            _ => {
                if let Some(class) = class.filter(|it| *it != Class::Free) {
                    let value = self.names.value(node);
                    self.parts.insert(path.to_owned(), (class, value));
                }
            }
        }
    }

    /// Whether an object is taken apart.
    fn is_open(&self, class: Option<Class>, pattern: &str) -> bool {
        class != Some(Class::Free) || has_exceptions(self.kind, pattern)
    }

    /// The names of variables, and whether they are secrets.
    fn variables(&mut self, list: &Node, path: &str) {
        let (above, last) = path.rsplit_once('/').unwrap_or(("", path));
        let store = if last == "secrets" { "secret" } else { "plain" };
        let mut named: Vec<(String, &Node)> = Vec::new();
        for branch in list.branches() {
            named.extend(branch.fields().iter().map(|it| (it.key.to_string(), &it.value)));
            for item in branch.items() {
                let name = item.get("name").and_then(Node::text);
                named.extend(name.map(|name| (name.to_owned(), item)));
            }
            if !matches!(branch.data, Data::Object(_) | Data::List(_) | Data::Absent) {
                let value = Value { bare: None, ..self.names.value(branch) };
                let class = Class::Equal(Topic::Variable);
                self.parts.insert(join(above, '/', "variables"), (class, value));
            }
        }
        for (name, node) in named {
            let place = Place { read: self.names.read, span: node.span };
            let (text, bare) = (store.to_owned(), Some(store.to_owned()));
            let value = Value { place, text, bare, shape: Shape::Text };
            let path = join(&join(above, '/', "variables"), '/', &name);
            self.parts.insert(path, (Class::Equal(Topic::Variable), value));
        }
    }

    /// The protocols and ports of a security group's rules; from where is a matter of identity.
    fn ports(&mut self, list: &Node, path: &str, class: Class) {
        let value = self.names.value(list);
        let of = |item: &Node| {
            let parts = ["ip_protocol", "protocol", "from_port", "to_port"];
            let said = parts.iter().filter_map(|name| item.get(name));
            let said: Option<Vec<_>> =
                said.map(|it| Some(it.literal_text()?.into_owned())).collect();
            Some(said?.join(" "))
        };
        let ports: Option<Vec<String>> = match &list.data {
            Data::List(items) => items.iter().map(of).collect(),
            Data::Absent => Some(Vec::new()),
            _ => None,
        };
        let ports = ports.map(|mut ports| {
            ports.sort();
            ports.dedup();
            ports.join(", ")
        });
        let text = ports.clone().unwrap_or_else(|| value.text.clone());
        self.parts.insert(path.to_owned(), (class, Value { text, bare: ports, ..value }));
    }

    /// What a policy allows and denies, without the resources. Several policies are one.
    fn permissions(&mut self, node: &Node, path: &str) {
        let mut actions = Vec::new();
        let mut is_known = true;
        collect_actions(node, &mut actions, &mut is_known);
        if actions.is_empty() && is_known && !matches!(node.data, Data::Object(_)) {
            let value = self.names.value(node);
            let known = matches!(value.shape, Shape::List).then_some(value.bare.clone()).flatten();
            let value = Value { bare: known, ..value };
            self.parts.insert(path.to_owned(), (Class::Equal(Topic::Permission), value));
            return;
        }
        actions.sort();
        actions.dedup();
        let place = Place { read: self.names.read, span: node.span };
        let text = actions.join(", ");
        let bare = is_known.then(|| text.clone());
        let value = Value { place, text, bare, shape: Shape::List };
        self.parts.insert(path.to_owned(), (Class::Equal(Topic::Permission), value));
    }
}

/// Every action in a policy, with its effect.
fn collect_actions(node: &Node, actions: &mut Vec<String>, is_known: &mut bool) {
    let known = node.known();
    match &known.data {
        Data::List(items) => items.iter().for_each(|it| collect_actions(it, actions, is_known)),
        Data::Object(_) => {
            let field = |name: &str| {
                let of = |it: &&crate::ir::lifted::Field| it.key.eq_ignore_ascii_case(name);
                known.fields().iter().find(of).map(|it| &it.value)
            };
            let effect = field("Effect").and_then(Node::text).unwrap_or("Allow");
            let service = field("Principal").and_then(|it| it.get("Service"));
            let service =
                service.and_then(Node::text).map_or(String::new(), |it| format!(" by {it}"));
            for key in ["Action", "NotAction"] {
                let Some(action) = field(key) else { continue };
                let each: Vec<&Node> = match &action.known().data {
                    Data::List(items) => items.iter().collect(),
                    _ => vec![action],
                };
                for action in each {
                    match action.text() {
                        Some(text) => actions.push(format!("{effect} {key} {text}{service}")),
                        None => *is_known = false,
                    }
                }
            }
            for name in ["Statement", "policy", "PolicyDocument"] {
                if let Some(inner) = field(name) {
                    collect_actions(inner, actions, is_known);
                }
            }
        }
        Data::Absent => {}
        _ => *is_known = false,
    }
}

fn is_object(node: &Node) -> bool {
    matches!(node.known().data, Data::Object(_))
}

fn join(above: &str, separator: char, step: &str) -> String {
    if above.is_empty() { step.to_owned() } else { format!("{above}{separator}{step}") }
}

/// The values of several environments side by side. What a whole object is missing is told of the
/// object: `each` has `None` where an environment has no such resource.
pub(super) fn align(address: &str, each: &[Option<Parts>]) -> Vec<Leaf> {
    let mut leaves: BTreeMap<String, Leaf> = BTreeMap::new();
    let all = each.iter().flatten();
    let paths: BTreeMap<&String, Class> =
        all.flat_map(|parts| parts.iter().map(|(path, (class, _))| (path, *class))).collect();
    for (path, class) in paths {
        let mut values: Vec<Option<Value>> = Vec::with_capacity(each.len());
        let mut above: Option<&str> = None;
        for parts in each {
            let Some(parts) = parts else {
                values.push(None);
                continue;
            };
            let value = parts.get(path).map(|(_, value)| value.clone());
            let value = value.or_else(|| unknown_above(parts, path).cloned());
            if value.is_none() {
                above = above.max(missing_above(parts, path));
            }
            values.push(value);
        }
        let Some(above) = above else {
            let path = format!("{address}/{path}");
            leaves.insert(path.clone(), Leaf { path, class, values });
            continue;
        };
        let path = format!("{address}/{above}");
        for value in values.iter_mut().flatten() {
            summarize(value);
        }
        let known =
            leaves.entry(path.clone()).or_insert(Leaf { path, class, values: values.clone() });
        if !matches!(known.class, Class::Equal(_)) {
            known.class = class;
        }
        for (known, value) in known.values.iter_mut().zip(values) {
            let is_more = |it: &Value| it.bare.as_deref() == Some("");
            if known.as_ref().is_none_or(is_more) {
                *known = value;
            }
        }
    }
    leaves.into_values().collect()
}

/// A value inside an object that others have not got: only whether it says anything counts.
fn summarize(value: &mut Value) {
    let says_nothing = |it: &str| matches!(it, "" | "false" | "0" | "null");
    if let Some(bare) = &mut value.bare {
        *bare = if says_nothing(bare) { String::new() } else { "set".to_owned() };
        "set".clone_into(&mut value.text);
    }
}

/// The value on a path that is not known, so that nothing below it is known to be missing.
fn unknown_above<'p>(parts: &'p Parts, path: &str) -> Option<&'p Value> {
    let mut ends = path.match_indices('/').map(|(at, _)| &path[..at]);
    let is_unknown = |it: &&(Class, Value)| it.1.bare.is_none();
    ends.find_map(|prefix| parts.get(prefix).filter(is_unknown)).map(|(_, value)| value)
}

/// The highest object on a path that is not there at all.
fn missing_above<'p>(parts: &Parts, path: &'p str) -> Option<&'p str> {
    let is_there = |prefix: &str| {
        let inside = format!("{prefix}/");
        parts.range(inside.clone()..).next().is_some_and(|(it, _)| it.starts_with(&inside))
    };
    let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
    let mut ends = ends.filter(|prefix| !prefix.ends_with("variables"));
    ends.find(|prefix| !is_there(prefix) && !parts.contains_key(*prefix))
}
