//! A lifted value as it is compared: its text, and its text without identity.

use crate::ir::lifted::{Data, Node};
use crate::rules::parity::{Place, Shape, Value};

use super::erase::erase;

/// What names in values stand for.
pub(super) struct Names<'n> {
    /// The environments that are compared.
    pub(super) environments: &'n [String],
    /// The resources of the manifest, by position: addresses that all environments share.
    pub(super) resources: &'n [String],
    /// The reading that places are in.
    pub(super) read: usize,
}

impl Names<'_> {
    /// A value as it is compared.
    pub(super) fn value(&self, node: &Node) -> Value {
        let known = node.known();
        let place = Place { read: self.read, span: known.span };
        let (text, bare) = self.said(known);
        Value { place, shape: shape(known, &text), text, bare }
    }

    fn said(&self, node: &Node) -> (String, Option<String>) {
        match &node.data {
            Data::Absent => ("null".to_owned(), Some(String::new())),
            Data::Bool(_) | Data::Integer(_) | Data::Decimal(_) | Data::Text(_) => {
                let text = node.literal_text().unwrap_or_default().into_owned();
                let bare = erase(&text, self.environments);
                (text, Some(bare))
            }
            Data::List(items) => self.list(items),
            Data::Object(fields) => {
                let said: Vec<_> =
                    fields.iter().map(|it| (&it.key, self.said(it.value.known()))).collect();
                let text: Vec<_> =
                    said.iter().map(|(key, it)| format!("{key}: {}", it.0)).collect();
                let mut bare: Option<Vec<_>> = said
                    .iter()
                    .map(|(key, it)| Some(format!("{key}: {}", it.1.as_ref()?)))
                    .collect();
                if let Some(bare) = &mut bare {
                    bare.sort();
                }
                (format!("{{{}}}", text.join(", ")), bare.map(|it| it.join(", ")))
            }
            Data::Reference(id, attribute) => {
                let target = self.resources.get(id.0 as usize).map_or("?", String::as_str);
                let text = format!("{target}.{attribute}");
                (text.clone(), Some(format!("&{text}")))
            }
            Data::Concat(parts) => {
                let said: Vec<_> = parts.iter().map(|it| self.said(it.known())).collect();
                let bare: Option<Vec<_>> = said.iter().map(|it| it.1.clone()).collect();
                let text = said.into_iter().map(|it| it.0).collect();
                (text, bare.map(|it| erase(&it.concat(), self.environments)))
            }
            Data::Pseudo(pseudo) => (format!("{pseudo:?}"), Some(format!("<{pseudo:?}>"))),
            Data::Zone(index) => (format!("zone {index}"), Some(format!("<zone {index}>"))),
            Data::Element(list, index) => {
                let (text, bare) = self.said(list.known());
                (format!("{text}[{index}]"), bare.map(|it| format!("{it}[{index}]")))
            }
            Data::OneOf(branches) => {
                let mut said = branches.iter().map(|it| self.said(it.known()));
                let Some(first) = said.next() else { return (String::new(), None) };
                let is_sure = first.1.is_some() && said.all(|it| it.1 == first.1);
                (first.0, first.1.filter(|_| is_sure))
            }
            Data::Input(input) => (format!("${}", input.name), None),
            Data::Import(_) => ("an import".to_owned(), None),
            Data::Unknown(why) => (why.to_string(), None),
        }
    }

    /// A list: its order is taken to mean nothing.
    fn list(&self, items: &[Node]) -> (String, Option<String>) {
        let said: Vec<_> = items.iter().map(|it| self.said(it.known())).collect();
        let text: Vec<_> = said.iter().map(|it| it.0.as_str()).collect();
        let bare: Option<Vec<_>> = said.iter().map(|it| it.1.clone()).collect();
        let sorted = bare.map(|mut bare| {
            bare.sort();
            bare.join(", ")
        });
        (format!("[{}]", text.join(", ")), sorted)
    }
}

fn shape(node: &Node, text: &str) -> Shape {
    match &node.data {
        Data::Text(_) | Data::Concat(_) if text.trim().is_empty() => Shape::Nothing,
        Data::Absent => Shape::Nothing,
        Data::Bool(_) => Shape::Bool,
        Data::Integer(_) | Data::Decimal(_) => Shape::Number,
        Data::Text(_) | Data::Concat(_) => Shape::Text,
        Data::List(_) => Shape::List,
        Data::Object(_) => Shape::Object,
        _ => Shape::Unknown,
    }
}
