//! A service of a Compose file, key by key, in the words of a container.
//!
//! Keys that a container has no word for keep theirs: `build`, `deploy`, `profiles`, `x-…`.

use crate::ir::lifted::{Data, Field, Node, Span};
use crate::ir::value::Text;
use crate::manifest::duration::seconds;
use crate::manifest::interpolation::mapped;

use super::short::{number, object, port, tmpfs, volume};
use super::text::{command, piece, place, value};

/// The properties of a service.
pub(super) fn properties(service: &Field, body: &Node) -> Node {
    let mut reader = Reader { done: Vec::new() };
    let name = Node::text_at(service.key_span, service.key.clone());
    reader.set("name", service.key_span, name);
    for field in body.fields() {
        reader.field(field);
    }
    if let Some(resources) = body.at("deploy.resources") {
        reader.resources(resources);
    }
    Node::new(service.key_span.to(body.span), Data::Object(reader.done))
}

struct Reader {
    done: Vec<Field>,
}

impl Reader {
    fn field(&mut self, field: &Field) {
        let node = &field.value;
        let (name, value) = match &*field.key {
            // A container calls itself by the service's name.
            "name" => return,
            "command" => ("command", command(node)),
            "entrypoint" => ("entry_point", command(node)),
            "environment" => ("environment", variables(node)),
            "labels" => ("docker_labels", variables(node)),
            "env_file" => ("environment_files", each(node, &file)),
            "healthcheck" => ("health_check", health_check(node)),
            "logging" => ("log_configuration", renamed(node, &[("driver", "log_driver")])),
            "ports" => ("port_mappings", each(node, &port)),
            "expose" => ("expose", each(node, &|item| number(value(item)))),
            "read_only" => ("readonly_root_filesystem", value(node)),
            "stop_grace_period" => ("stop_timeout", seconds(value(node))),
            "working_dir" => ("working_directory", value(node)),
            "tty" => ("pseudo_terminal", value(node)),
            "stdin_open" => ("interactive", value(node)),
            "dns" => ("dns_servers", each(node, &value)),
            "dns_search" => ("dns_search_domains", each(node, &value)),
            "security_opt" => ("docker_security_options", each(node, &value)),
            "mem_limit" => ("memory", mebibytes(value(node))),
            "mem_reservation" => ("memory_reservation", mebibytes(value(node))),
            "cpus" => ("cpu", cpu_units(value(node))),
            "depends_on" => ("depends_on", dependencies(node)),
            "networks" => ("networks", names(node)),
            "secrets" => ("secrets", each(node, &secret)),
            "ulimits" => ("ulimits", limits(node)),
            "build" => ("build", build(node)),
            "extends" => ("extends", alone(node, "service")),
            "volumes" => return self.add("volumes", field, each(node, &volume)),
            "tmpfs" => return self.add("volumes", field, each(node, &tmpfs)),
            "init" => return self.linux("init_process_enabled", field, value(node)),
            "shm_size" => return self.linux("shared_memory_size", field, mebibytes(value(node))),
            "cap_add" => return self.capabilities("add", field),
            "cap_drop" => return self.capabilities("drop", field),
            _ => {
                self.done.push(Field { value: value(node), ..field.clone() });
                return;
            }
        };
        self.set(name, field.key_span, value);
    }

    fn set(&mut self, key: &'static str, key_span: Span, value: Node) {
        self.done.retain(|field| field.key != key);
        self.done.push(Field { key: key.into(), key_span, value });
    }

    /// The property with this name, made if there is none.
    fn property(&mut self, key: &'static str, like: &Field, new: Data) -> &mut Node {
        let found = self.done.iter().position(|field| field.key == key);
        let position = found.unwrap_or(self.done.len());
        if found.is_none() {
            let value = Node::new(like.value.span, new);
            self.done.push(Field { key: key.into(), key_span: like.key_span, value });
        }
        &mut self.done[position].value
    }

    /// Adds to a list that several keys make.
    fn add(&mut self, key: &'static str, field: &Field, list: Node) {
        let known = self.property(key, field, Data::List(Vec::new()));
        match (&mut known.data, list.data) {
            (Data::List(known), Data::List(items)) => known.extend(items),
            (Data::List(known), data) if known.is_empty() => {
                *self.property(key, field, Data::Absent) = Node::new(list.span, data);
            }
            _ => {}
        }
    }

    fn linux(&mut self, key: &'static str, field: &Field, value: Node) {
        let known = self.property("linux_parameters", field, Data::Object(Vec::new()));
        if let Data::Object(fields) = &mut known.data {
            fields.push(Field { key: key.into(), key_span: field.key_span, value });
        }
    }

    fn capabilities(&mut self, key: &'static str, field: &Field) {
        let entry = Field { key: key.into(), key_span: field.key_span, value: value(&field.value) };
        let known = self.property("linux_parameters", field, Data::Object(Vec::new()));
        let Data::Object(fields) = &mut known.data else { return };
        match fields.iter_mut().find(|field| field.key == "capabilities") {
            Some(Field { value: Node { data: Data::Object(known), .. }, .. }) => known.push(entry),
            _ => fields.push(Field {
                key: "capabilities".into(),
                key_span: field.key_span,
                value: Node::new(field.value.span, Data::Object(vec![entry])),
            }),
        }
    }

    /// Limits of a deployment count more than those beside it.
    fn resources(&mut self, resources: &Node) {
        let rows: [(&str, &'static str, fn(Node) -> Node); 3] = [
            ("reservations.memory", "memory_reservation", mebibytes),
            ("limits.memory", "memory", mebibytes),
            ("limits.cpus", "cpu", cpu_units),
        ];
        for (path, name, make) in rows {
            let (outer, inner) = path.split_once('.').unwrap_or((path, ""));
            if let Some(field) = resources.get(outer).and_then(|it| it.field(inner)) {
                self.set(name, field.key_span, make(value(&field.value)));
            }
        }
    }
}

/// A list with each element read; what is no list is a list of one.
fn each(node: &Node, read: &dyn Fn(&Node) -> Node) -> Node {
    let items = match &node.data {
        Data::List(items) => items.iter().map(read).collect(),
        Data::Absent => return node.clone(),
        _ => vec![read(node)],
    };
    Node::new(node.span, Data::List(items))
}

/// Names and values, from an object or from a list of `NAME=value`. A name alone has the value that
/// it has on the host.
fn variables(node: &Node) -> Node {
    let from_host = |span| Node::unknown(span, "its value is the host's");
    let fields = match &node.data {
        Data::Object(fields) => {
            let field = |field: &Field| {
                let is_named_only = field.value.data == Data::Absent;
                let value =
                    if is_named_only { from_host(field.key_span) } else { value(&field.value) };
                Field { value, ..field.clone() }
            };
            fields.iter().map(field).collect()
        }
        Data::List(items) => {
            let field = |item: &Node| {
                let text = item.literal_text()?;
                let end = text.find('=').unwrap_or(text.len());
                let key_span = place(item.span, &text, 0..end);
                let value = match end < text.len() {
                    true => piece(item, &text, end + 1..text.len()),
                    false => from_host(key_span),
                };
                Some(Field { key: Text::from(text[..end].to_owned()), key_span, value })
            };
            items.iter().filter_map(field).collect()
        }
        _ => return value(node),
    };
    Node::new(node.span, Data::Object(fields))
}

/// An object with other names for some of its keys.
fn renamed(node: &Node, names: &[(&str, &'static str)]) -> Node {
    let mut node = value(node);
    if let Data::Object(fields) = &mut node.data {
        for field in fields {
            if let Some((_, name)) = names.iter().find(|(key, _)| field.key == *key) {
                field.key = (*name).into();
            }
        }
    }
    node
}

/// An object, of which a text alone says one entry.
fn alone(node: &Node, key: &'static str) -> Node {
    match &node.data {
        Data::Text(_) => object(node.span, [(key, value(node))]),
        _ => value(node),
    }
}

fn file(node: &Node) -> Node {
    match &node.data {
        Data::Object(_) => renamed(node, &[("path", "value")]),
        _ => alone(node, "value"),
    }
}

fn build(node: &Node) -> Node {
    let mut node = alone(node, "context");
    if let Data::Object(fields) = &mut node.data {
        for field in fields.iter_mut().filter(|field| field.key == "args") {
            field.value = variables(&field.value);
        }
    }
    node
}

/// A health check of a container; one that is switched off is `NONE`.
fn health_check(node: &Node) -> Node {
    let Data::Object(fields) = &node.data else { return value(node) };
    let field = |field: &Field| {
        let node = &field.value;
        let (key, value) = match &*field.key {
            "test" => ("command", test(node)),
            "interval" | "timeout" | "start_period" | "start_interval" => {
                return Field { value: seconds(value(node)), ..field.clone() };
            }
            "retries" => ("retries", number(value(node))),
            "disable" if node.bool() == Some(true) => ("command", words(node.span, ["NONE"])),
            _ => return Field { value: value(node), ..field.clone() },
        };
        Field { key: key.into(), key_span: field.key_span, value }
    };
    Node::new(node.span, Data::Object(fields.iter().map(field).collect()))
}

fn test(node: &Node) -> Node {
    let Data::Text(_) = &node.data else { return value(node) };
    let mut list = words(node.span, ["CMD-SHELL"]);
    if let Data::List(items) = &mut list.data {
        items.push(value(node));
    }
    list
}

fn words<const N: usize>(span: Span, words: [&'static str; N]) -> Node {
    Node::new(span, Data::List(words.map(|word| Node::text_at(span, word)).into()))
}

/// Containers to wait for, with what ECS calls the condition.
fn dependencies(node: &Node) -> Node {
    let Data::Object(fields) = &node.data else {
        return each(node, &|item| alone(item, "container_name"));
    };
    let dependency = |field: &Field| {
        let name = Node::text_at(field.key_span, field.key.clone());
        let mut entry = vec![("container_name", name)];
        if let Some(condition) = field.value.get("condition") {
            let condition = mapped(value(condition), &|text| {
                CONDITIONS
                    .iter()
                    .find(|(it, _)| *it == text)
                    .map(|(_, it)| Data::Text((*it).into()))
            });
            entry.push(("condition", condition));
        }
        object(field.key_span.to(field.value.span), entry)
    };
    Node::new(node.span, Data::List(fields.iter().map(dependency).collect()))
}

const CONDITIONS: &[(&str, &str)] = &[
    ("service_started", "START"),
    ("service_healthy", "HEALTHY"),
    ("service_completed_successfully", "SUCCESS"),
];

/// Names, from a list or from the keys of an object.
fn names(node: &Node) -> Node {
    let Data::Object(fields) = &node.data else { return each(node, &value) };
    let name = |field: &Field| Node::text_at(field.key_span, field.key.clone());
    Node::new(node.span, Data::List(fields.iter().map(name).collect()))
}

/// A secret, by the name under which it is mounted.
fn secret(node: &Node) -> Node {
    let (source, target) = match &node.data {
        Data::Object(_) => (node.get("source"), node.get("target")),
        _ => (Some(node), None),
    };
    let Some(source) = source else { return value(node) };
    let name = value(target.unwrap_or(source));
    object(node.span, [("name", name), ("value_from", value(source))])
}

fn limits(node: &Node) -> Node {
    let Data::Object(fields) = &node.data else { return value(node) };
    let limit = |field: &Field| {
        let bound = |key: &str| value(field.value.get(key).unwrap_or(&field.value));
        let name = Node::text_at(field.key_span, field.key.clone());
        let bounds = [("soft_limit", bound("soft")), ("hard_limit", bound("hard"))];
        object(field.key_span.to(field.value.span), [("name", name)].into_iter().chain(bounds))
    };
    Node::new(node.span, Data::List(fields.iter().map(limit).collect()))
}

/// Bytes, or `512m`, as MiB; less than one counts as one.
fn mebibytes(node: Node) -> Node {
    let bytes = |text: &str| {
        let lower = text.trim().to_ascii_lowercase();
        let digits = lower.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        let shift = match lower[digits.len()..].trim_end_matches('b').trim_end_matches('i') {
            "" => 0,
            "k" => 10,
            "m" => 20,
            "g" => 30,
            "t" => 40,
            _ => return None,
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let (whole, tenths): (i64, i64) = (whole.parse().ok()?, fraction.get(..1)?.parse().ok()?);
        let unit = 1_i64 << shift;
        let bytes = whole.checked_mul(unit)?.checked_add(tenths.checked_mul(unit)? / 10)?;
        Some(Data::Integer((bytes >> 20).max(1)))
    };
    match node.data {
        Data::Integer(count) => {
            Node::new(node.span, bytes(&count.to_string()).unwrap_or(node.data))
        }
        _ => mapped(node, &bytes),
    }
}

/// Processors as units of which one has 1024.
fn cpu_units(node: Node) -> Node {
    let units = |text: &str| {
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let thousandths = format!("{:0<3}", fraction.get(..3.min(fraction.len()))?);
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let total = whole.checked_mul(1000)?.checked_add(thousandths.parse().ok()?)?;
        Some(Data::Integer(total.checked_mul(1024)? / 1000))
    };
    match node.literal_text() {
        Some(text) if !matches!(node.data, Data::Text(_) | Data::Input(_)) => {
            Node::new(node.span, units(&text).unwrap_or(node.data))
        }
        _ => mapped(node, &units),
    }
}
