//! Short forms of ports and volumes: `8080:80`, `./data:/data:ro`.

use std::ops::Range;

use crate::ir::lifted::{Data, Field, Node, Span};
use crate::manifest::interpolation::mapped;

use super::text::{piece, place, split, value};

/// A port, in either form, as a port mapping of a container.
pub(super) fn port(node: &Node) -> Node {
    let Data::Text(text) = &node.data else {
        return match node.data {
            Data::Object(_) => long_port(node),
            Data::Integer(_) => object(node.span, [("container_port", value(node))]),
            _ => value(node),
        };
    };
    let (address, protocol) = match text.rfind('/') {
        Some(position) => (0..position, Some(position + 1..text.len())),
        None => (0..text.len(), None),
    };
    let parts = split(&text[address], b':');
    let mut fields = Vec::new();
    if let [.., container] = &parts[..] {
        fields.push(numbered(
            node,
            text,
            container.clone(),
            ["container_port", "container_port_range"],
        ));
    }
    if let [.., host, _] = &parts[..]
        && !host.is_empty()
    {
        fields.push(numbered(node, text, host.clone(), ["host_port", "host_port_range"]));
    }
    if let [first, .., host, _] = &parts[..] {
        fields.push(("host_ip", piece(node, text, first.start..host.start - 1)));
    }
    fields.extend(protocol.map(|range| ("protocol", piece(node, text, range))));
    object(node.span, fields)
}

/// A number, or a range of numbers under the second name.
fn numbered(
    whole: &Node,
    text: &str,
    range: Range<usize>,
    names: [&'static str; 2],
) -> (&'static str, Node) {
    let node = number(piece(whole, text, range));
    let is_range = node.text().is_some_and(|text| text.contains('-'));
    (names[usize::from(is_range)], node)
}

fn long_port(node: &Node) -> Node {
    let field = |field: &Field| {
        let value = value(&field.value);
        let (key, value) = match &*field.key {
            "target" => ("container_port", number(value)),
            "published" => ("host_port", number(value)),
            _ => return Field { value, ..field.clone() },
        };
        Field { key: key.into(), key_span: field.key_span, value }
    };
    Node::new(node.span, Data::Object(node.fields().iter().map(field).collect()))
}

/// A whole number, if the text says one.
pub(super) fn number(node: Node) -> Node {
    mapped(node, &|text| text.trim().parse().ok().map(Data::Integer))
}

/// A volume, in either form.
pub(super) fn volume(node: &Node) -> Node {
    let Data::Text(text) = &node.data else { return value(node) };
    let mut parts = split(text, b':');
    if let [drive, path, ..] = &parts[..]
        && drive.len() == 1
        && text[drive.clone()].starts_with(|it: char| it.is_ascii_alphabetic())
        && text[path.clone()].starts_with(['/', '\\'])
    {
        let whole = drive.start..path.end;
        parts.splice(0..2, [whole]);
    }
    let part = |range: &Range<usize>| piece(node, text, range.clone());
    let fields = match &parts[..] {
        [target] => vec![("type", Node::text_at(node.span, "volume")), ("target", part(target))],
        [source, target, modes @ ..] => {
            let at = place(node.span, text, source.clone());
            let mut fields = vec![
                ("type", source_type(at, &text[source.clone()], part(source).text())),
                ("source", part(source)),
                ("target", part(target)),
            ];
            if let Some(modes) = modes.first() {
                let is_ro = text[modes.clone()].split(',').any(|mode| mode == "ro");
                let at = place(node.span, text, modes.clone());
                fields.push(("read_only", Node::new(at, Data::Bool(is_ro))));
            }
            fields
        }
        [] => Vec::new(),
    };
    object(node.span, fields)
}

/// What a source is: a path of the host, or a volume that has a name.
fn source_type(span: Span, written: &str, known: Option<&str>) -> Node {
    let is_path =
        |text: &str| text.starts_with(['.', '/', '~', '\\']) || text.get(1..2) == Some(":");
    // The name of a volume has no slash, whatever a variable holds.
    let is_surely_path = written.contains('/') && !written.contains(":-");
    match known {
        Some(text) if is_path(text) => Node::text_at(span, "bind"),
        Some(_) => Node::text_at(span, "volume"),
        None if is_surely_path || is_path(written) => Node::text_at(span, "bind"),
        None => Node::unknown(span, "its source is given when it is started"),
    }
}

/// A file system in memory: `/run` or `/run:size=64m`.
pub(super) fn tmpfs(node: &Node) -> Node {
    let Data::Text(text) = &node.data else { return value(node) };
    let target = split(text, b':').swap_remove(0);
    let kind = Node::text_at(node.span, "tmpfs");
    object(node.span, [("type", kind), ("target", piece(node, text, target))])
}

/// An object whose keys are not written.
pub(super) fn object(span: Span, fields: impl IntoIterator<Item = (&'static str, Node)>) -> Node {
    let field =
        |(key, value): (&'static str, Node)| Field { key: key.into(), key_span: value.span, value };
    Node::new(span, Data::Object(fields.into_iter().map(field).collect()))
}
