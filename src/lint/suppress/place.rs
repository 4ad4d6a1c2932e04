//! What starts on a line: the resource, property or list element that a comment is about.

use std::collections::BTreeMap;

use crate::ir::lifted::{Data, Field, FileId, Manifest, Node, Span};
use crate::manifest::read::Read;

/// Lines, and what starts on them.
#[derive(Debug)]
pub(super) struct Lines<'r> {
    read: &'r Read,
    areas: BTreeMap<(FileId, u32), Option<Span>>,
}

impl<'r> Lines<'r> {
    /// Looks for what starts on these lines.
    pub(super) fn find(read: &'r Read, wanted: impl Iterator<Item = (FileId, u32)>) -> Self {
        let mut lines = Self { read, areas: wanted.map(|line| (line, None)).collect() };
        if !lines.areas.is_empty() {
            read.manifests.iter().for_each(|manifest| lines.manifest(manifest));
        }
        lines
    }

    /// All of what starts on a line; of several things, from the first to the last. The line, if
    /// nothing starts on it that a rule could look at.
    pub(super) fn area(&self, file: FileId, line: u32) -> Option<Span> {
        let area = self.areas.get(&(file, line)).copied().flatten();
        area.or_else(|| {
            let text = self.read.files.get(file);
            let start = text.line_start(line)?;
            let end = text.line_start(line + 1).unwrap_or(u32::MAX);
            Some(Span { file, start, end })
        })
    }

    fn manifest(&mut self, manifest: &Manifest) {
        for resource in &manifest.resources {
            self.starts(resource.head, resource.span);
            self.inside(&resource.properties);
            self.inside(&resource.meta);
            resource.written.iter().for_each(|written| self.inside(&written.properties));
        }
    }

    /// What is inside a value.
    fn inside(&mut self, node: &Node) {
        match &node.data {
            Data::Object(fields) => fields.iter().for_each(|field| self.field(field)),
            Data::List(items) => {
                for item in items {
                    self.starts(item.span, item.span);
                    self.inside(item);
                }
            }
            Data::Concat(parts) | Data::OneOf(parts) => {
                for part in parts {
                    self.value(part);
                }
            }
            Data::Element(list, _) => self.value(list),
            Data::Input(input) => {
                if let Some(default) = &input.default {
                    self.value(default);
                }
            }
            Data::Absent
            | Data::Bool(_)
            | Data::Integer(_)
            | Data::Decimal(_)
            | Data::Text(_)
            | Data::Reference(..)
            | Data::Pseudo(_)
            | Data::Import(_)
            | Data::Zone(_)
            | Data::Unknown(_) => {}
        }
    }

    fn field(&mut self, field: &Field) {
        let (key, value) = (field.key_span, field.value.span);
        let is_beside = key.file == value.file && key.start <= value.start;
        self.starts(key, if is_beside { key.to(value) } else { key });
        self.value(&field.value);
    }

    /// A value that may stand away from its key: in a local, in a parameter's default. A block in
    /// YAML starts where its first entry does, which is not what a comment there is about.
    fn value(&mut self, node: &Node) {
        let is_block = matches!(node.data, Data::Object(_) | Data::List(_))
            && !self.read.files.text(node.span).starts_with(['{', '[']);
        if !is_block {
            self.starts(node.span, node.span);
        }
        self.inside(node);
    }

    /// Something starts at the first place and covers the second.
    fn starts(&mut self, at: Span, covers: Span) {
        // Most files have no suppressions at all.
        if self.areas.range((at.file, 0)..=(at.file, u32::MAX)).next().is_none() {
            return;
        }
        let (line, _) = self.read.files.get(at.file).position(at.start);
        if let Some(area) = self.areas.get_mut(&(at.file, line)) {
            let hull = |area: Span| Span {
                start: area.start.min(covers.start),
                end: area.end.max(covers.end),
                ..area
            };
            *area = Some(area.map_or(covers, hull));
        }
    }
}

/// The innermost resource around a place.
pub(super) fn around(read: &Read, place: Span) -> Option<Span> {
    let resources = read.manifests.iter().flat_map(|manifest| &manifest.resources);
    let spans = resources.map(|resource| resource.span).filter(|span| span.covers(place));
    spans.min_by_key(|span| span.end - span.start)
}
