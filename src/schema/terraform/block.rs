//! Arguments and nested blocks: which there are, which are missing, and how many.

use crate::diag::nearest;
use crate::ir::Text;
use crate::ir::lifted::{Blocks, Data, Field, Node, Span};
use crate::schema::{Class, Step, names};

use super::catalogue::{Argument, Entry, Nested, Presence, Schema, Type};
use super::release::{Change, Release};
use super::resource::{Judge, admit, is_surely};

/// How deep a misplaced argument is looked for.
const DEEPEST_MISPLACED: usize = 2;
/// How long a name is that means the same wherever it stands: not `type`, `name`.
const TELLING: usize = 7;
/// What a resource is called where it is deployed.
const ID: &str = "id";

/// A block that is judged: what it is called, and what a missing argument is told at.
struct Place<'p> {
    name: &'p str,
    head: Span,
}

impl Judge<'_> {
    /// Judges the arguments and blocks of the resource.
    pub(super) fn properties(&mut self, schema: &Schema) {
        let place = Place { name: &self.written.type_name, head: self.written.head };
        self.block(schema, &self.written.properties, &place, None);
    }

    pub(super) fn is_document(&self, node: &Node) -> bool {
        self.written.documents.contains(&node.span)
    }

    /// Whether an entry is written as a block: `None` if the syntax does not say.
    fn is_block(&self, field: &Field) -> Option<bool> {
        let first = field.value.items().first().unwrap_or(&field.value);
        let covers = field.value.span.covers(field.key_span) || first.span.covers(field.key_span);
        (self.written.blocks == Blocks::Told).then_some(covers)
    }

    fn block(&mut self, schema: &Schema, node: &Node, place: &Place<'_>, above: Option<&Schema>) {
        let Data::Object(fields) = &node.known().data else { return };
        for field in fields {
            self.path.push(Step::Key(field.key.clone()));
            match schema.get(&field.key) {
                None => self.unknown(schema, node, field, (place, above)),
                Some(_) if self.is_gone(field, place) => {}
                Some(Entry::Argument(argument)) => self.argument(argument, field, place),
                Some(Entry::Block(nested)) => self.nested(nested, schema, field, place),
            }
            self.path.pop();
        }
        for (name, entry) in schema.entries() {
            let what = match entry {
                Entry::Argument(Argument { presence: Presence::Required, .. }) => "argument",
                Entry::Block(Nested { least: 1.., .. }) => "block",
                Entry::Argument(_) | Entry::Block(_) => continue,
            };
            if fields.iter().all(|field| field.key != name || field.value.is_absent()) {
                self.missing(what, name, place);
            }
        }
    }

    fn missing(&mut self, what: &str, name: &str, place: &Place<'_>) {
        self.path.push(Step::Key(name.to_owned().into()));
        let is_relaxed = self.is_relaxed();
        self.path.pop();
        if is_relaxed {
            return;
        }
        self.tell(
            Class::MissingProperty,
            place.head,
            String::new(),
            format!("`{}` has no `{name}`, and must have one", place.name),
            format!("add the {what} `{name}`"),
        );
        if let Some(last) = self.found.last_mut() {
            last.path.push(Step::Key(name.to_owned().into()));
        }
    }

    /// Whether a release that the configuration admits asks for less than the index says.
    fn is_relaxed(&self) -> bool {
        matches!(self.change(), Some(Change::Relaxed(release) | Change::Removed(release))
            if self.releases.reach(release))
    }

    /// Tells what every admitted release has taken away.
    fn is_gone(&mut self, field: &Field, place: &Place<'_>) -> bool {
        let Some(Change::Removed(release)) = self.change() else { return false };
        let is_gone = self.releases.start_at(release) && !field.value.is_absent();
        if is_gone {
            let value = field.value.literal_text().unwrap_or_default().into_owned();
            let (name, key) = (place.name, &field.key);
            let message =
                format!("`{name}` has no `{key}` since release {release} of the AWS provider");
            let help = "see the guide of that release for what takes its place".to_owned();
            self.tell(Class::UnknownProperty, field.key_span, value, message, help);
        }
        is_gone
    }

    fn unknown(
        &mut self,
        schema: &Schema,
        node: &Node,
        field: &Field,
        (place, above): (&Place<'_>, Option<&Schema>),
    ) {
        let name = &*field.key;
        let value = field.value.literal_text().unwrap_or_default().into_owned();
        if let Some(Change::Added(release)) = self.change() {
            return self.added(release, field, place.name);
        }
        let what = if self.is_block(field) == Some(true) { "block" } else { "argument" };
        let settable = schema.entries().filter(|(_, entry)| is_settable(entry));
        let all: Vec<_> = settable.map(|(name, _)| name).collect();
        let near = nearest(name, all.iter().copied());
        let is_free = |near: &&str| node.get(near).is_none();
        let (help, is_sure) = if let Some(near) = near.filter(|near| is_surely(near, name)) {
            (format!("did you mean `{near}`?"), is_free(&near))
        } else if let Some(block) = holder(schema, name, DEEPEST_MISPLACED) {
            (format!("move it into `{block}`, which has one"), name.len() >= TELLING)
        } else if above.is_some_and(|above| above.get(name).is_some_and(is_settable)) {
            let help = format!("move it out of `{}`, beside it", place.name);
            (help, name.len() >= TELLING)
        } else if let Some(near) = near.filter(is_free) {
            (format!("did you mean `{near}`?"), false)
        } else {
            let help = match names(all, "and") {
                all if all.is_empty() => format!("remove it: `{}` takes nothing", place.name),
                all => format!("remove it; there are {all}"),
            };
            (help, false)
        };
        if is_sure || self.releases.are_known() {
            let message = format!("`{}` has no {what} `{name}`", place.name);
            self.tell(Class::UnknownProperty, field.key_span, value, message, help);
        }
    }

    /// Tells what no admitted release has of something that a later release added.
    fn added(&mut self, release: Release, field: &Field, place: &str) {
        let name = &*field.key;
        if !self.releases.reach(release) {
            let value = field.value.literal_text().unwrap_or_default().into_owned();
            let message = format!("`{name}` of `{place}` is there {}", self.since(release));
            return self.tell(Class::TooNew, field.key_span, value, message, admit(release));
        }
        for inner in each(&field.value).into_iter().flat_map(|(_, block)| block.fields()) {
            self.path.push(Step::Key(inner.key.clone()));
            let of_value = inner.value.text().and_then(|text| self.change_of_value(text));
            if let Some(Change::Added(release)) = self.change() {
                self.added(release, inner, name);
            } else if let Some(Change::Added(release)) = of_value
                && !self.releases.reach(release)
            {
                let value = inner.value.text().unwrap_or_default().to_owned();
                let message = format!(
                    "`{}` of `{name}` is `{value}`, which is there {}",
                    inner.key,
                    self.since(release)
                );
                self.tell(Class::TooNew, inner.value.span, value, message, admit(release));
            }
            self.path.pop();
        }
    }

    fn argument(&mut self, argument: &Argument, field: &Field, place: &Place<'_>) {
        let name = &*field.key;
        if field.value.is_absent() {
            return;
        }
        // Every resource of the provider's older kind has an `id` that its schema says may be set.
        let is_id = name == ID && self.path.len() == 1 && argument.presence == Presence::Optional;
        if is_id || argument.presence == Presence::ReadOnly {
            if matches!(self.change(), Some(Change::Added(release)) if self.releases.reach(release))
            {
                return;
            }
            let value = field.value.literal_text().unwrap_or_default().into_owned();
            let message =
                format!("`{name}` of `{}` is set, which only the provider sets", place.name);
            let help = format!("remove `{name}`; other resources may refer to it");
            return self.tell(Class::ReadOnly, field.key_span, value, message, help);
        }
        if argument.is_deprecated {
            self.deprecated(field, place);
        }
        match (self.is_block(field), argument.kind.as_block()) {
            (Some(true), None) => {
                let message = format!("`{}` has no block `{name}`, but an argument", place.name);
                let help = format!("write `{name} = …`");
                self.tell(Class::UnknownProperty, field.key_span, String::new(), message, help);
            }
            (Some(true), Some(fields)) => self.blocks_of(fields, field),
            (Some(false) | None, _) => self.value(&argument.kind, &field.value, name),
        }
    }

    fn deprecated(&mut self, field: &Field, place: &Place<'_>) {
        let value = field.value.literal_text().unwrap_or_default().into_owned();
        let message = format!("`{}` of `{}` is deprecated", field.key, place.name);
        let help = match self.change() {
            Some(Change::Removed(release)) => {
                format!("release {release} of the AWS provider takes it away; see its guide")
            }
            _ => "see the provider's documentation for what takes its place".to_owned(),
        };
        self.tell(Class::Deprecated, field.key_span, value, message, help);
    }

    /// Judges blocks that stand for the objects of an argument: what is not set in them is null.
    fn blocks_of(&mut self, kinds: &[(&'static str, Type)], field: &Field) {
        for (_, block) in each(&field.value) {
            for inner in block.fields() {
                self.path.push(Step::Key(inner.key.clone()));
                let kind = kinds.iter().find(|(name, _)| *name == inner.key);
                match kind.map(|(name, kind)| (name, kind, kind.as_block())) {
                    Some((_, _, Some(deeper))) if self.is_block(inner) == Some(true) => {
                        self.blocks_of(deeper, inner);
                    }
                    Some((name, kind, _)) => self.value(kind, &inner.value, name),
                    None => self.unknown_entry(kinds, inner, &field.key),
                }
                self.path.pop();
            }
        }
    }

    fn unknown_entry(&mut self, kinds: &[(&'static str, Type)], entry: &Field, of: &str) {
        let message = format!("`{of}` has no argument `{}`", entry.key);
        let all: Vec<_> = kinds.iter().map(|(name, _)| *name).collect();
        let help = match nearest(&entry.key, all.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("remove it; there are {}", names(all, "and")),
        };
        self.tell(Class::UnknownProperty, entry.key_span, String::new(), message, help);
    }

    fn nested(&mut self, nested: &Nested, above: &Schema, field: &Field, place: &Place<'_>) {
        let name = &*field.key;
        if self.is_block(field) == Some(false) {
            let message = format!("`{}` has no argument `{name}`, but a block", place.name);
            let help = format!("write `{name} {{ … }}`, without `=`");
            return self.tell(Class::UnknownProperty, field.key_span, String::new(), message, help);
        }
        if nested.is_deprecated && !field.value.is_absent() {
            self.deprecated(field, place);
        }
        let value = field.value.known();
        if !matches!(value.data, Data::Object(_) | Data::List(_)) {
            return self.no_block(value, name, place);
        }
        let blocks = each(value);
        self.count(nested, blocks.len(), field, place);
        let schema = nested.schema();
        for (position, block) in blocks {
            let head = match position {
                Some(_) if block.span.start != field.key_span.start => first_word(block, name),
                _ => field.key_span,
            };
            self.path.extend(position.map(|position| Step::Element(position, name_of(block))));
            self.no_block(block, name, place);
            self.block(&schema, block, &Place { name, head }, Some(above));
            self.path.truncate(self.path.len() - usize::from(position.is_some()));
        }
    }

    /// Tells of a value where JSON has an object for a block.
    fn no_block(&mut self, value: &Node, name: &str, place: &Place<'_>) {
        let Some(text) = value.literal_text() else { return };
        let message = format!("`{name}` of `{}` is a block, not a value", place.name);
        let help = "write an object, or a list of objects".to_owned();
        self.tell(Class::WrongType, value.span, text.into_owned(), message, help);
    }

    fn count(&mut self, nested: &Nested, count: usize, field: &Field, place: &Place<'_>) {
        let (least, name) = (nested.least, &field.key);
        let limit = match nested.most {
            Some(most) if count > most => format!("at most {most}"),
            _ if count < least => format!("at least {least}"),
            _ => return,
        };
        if self.is_relaxed() {
            return;
        }
        let message = format!("`{}` has {count} `{name}` blocks, and may have {limit}", place.name);
        let help = format!("write {limit}");
        self.tell(Class::CountOutOfRange, field.key_span, String::new(), message, help);
    }
}

/// The blocks of a value, with their position if they stand in a list. What is none is left out.
fn each(value: &Node) -> Vec<(Option<usize>, &Node)> {
    match &value.known().data {
        Data::List(items) => {
            items.iter().enumerate().map(|(position, item)| (Some(position), item)).collect()
        }
        Data::Object(_) => vec![(None, value)],
        _ => Vec::new(),
    }
}

/// What an element of a list goes by.
pub(super) fn name_of(node: &Node) -> Option<Text> {
    node.get("name").and_then(Node::text).map(|name| name.to_owned().into())
}

/// The start of a block that its own name stands at.
fn first_word(block: &Node, name: &str) -> Span {
    let length = u32::try_from(name.len()).unwrap_or_default();
    Span { end: block.span.end.min(block.span.start + length), ..block.span }
}

/// The block that has an argument of this name.
fn holder(schema: &Schema, name: &str, depth: usize) -> Option<String> {
    let mut blocks = schema.blocks();
    blocks.find_map(|(block, nested)| {
        let inner = nested.schema();
        if inner.get(name).is_some_and(is_settable) {
            return Some(block.to_owned());
        }
        let deeper = (depth > 1).then(|| holder(&inner, name, depth - 1)).flatten()?;
        Some(format!("{block}.{deeper}"))
    })
}

const fn is_settable(entry: &Entry) -> bool {
    !matches!(entry, Entry::Argument(Argument { presence: Presence::ReadOnly, .. }))
}
