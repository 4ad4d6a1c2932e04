//! Templates: text with values filled in.

use crate::ir::Text;
use crate::ir::lifted::{Data, Node, Span};
use crate::manifest::syntax::hcl::is_document;
use crate::manifest::terraform::syntax::{Names, Part};

use super::{Evaluator, Name, Scope, plain};

/// How many rounds a loop in a template takes.
const MOST_ROUNDS: usize = 256;

impl Evaluator<'_> {
    pub(super) fn template(&mut self, scope: Scope<'_>, span: Span, parts: &[Part]) -> Node {
        if let [Part::Value(value)] = parts {
            return self.eval(scope, value);
        }
        let mut values = Vec::with_capacity(parts.len());
        match self.parts(scope, parts, &mut values) {
            Ok(()) => self.joined(span, values),
            Err(why) => Node::unknown(span, why),
        }
    }

    fn parts(
        &mut self,
        scope: Scope<'_>,
        parts: &[Part],
        values: &mut Vec<Node>,
    ) -> Result<(), Text> {
        for part in parts {
            match part {
                Part::Literal(span, text) => {
                    self.spend(1 + text.len() / 64);
                    values.push(Node::text_at(*span, text.clone()));
                }
                Part::Value(value) => {
                    let value = self.eval(scope, value);
                    json_parts(value, values);
                }
                Part::If(condition, yes, no) => {
                    let condition = self.eval(scope, condition);
                    match plain(&condition).and_then(Node::bool) {
                        Some(true) => self.parts(scope, yes, values)?,
                        Some(false) => self.parts(scope, no, values)?,
                        None => return Err("a condition in the text is not known".into()),
                    }
                }
                Part::For(names, over, body) => {
                    let over = self.eval(scope, over);
                    self.rounds(scope, names, &over, body, values)?;
                }
            }
        }
        Ok(())
    }

    fn rounds(
        &mut self,
        scope: Scope<'_>,
        names: &Names,
        over: &Node,
        body: &[Part],
        values: &mut Vec<Node>,
    ) -> Result<(), Text> {
        let Some(elements) = super::collection::elements(over) else {
            return Err("a list in the text is not known".into());
        };
        if elements.len() > MOST_ROUNDS {
            return Err("a list in the text is too long".into());
        }
        for (key, value) in elements {
            let value = self.copy(value);
            let value = Name { called: &names.value, value: &value, outer: scope.names };
            match &names.key {
                Some(name) => {
                    let key = Name { called: name, value: &key, outer: Some(&value) };
                    self.parts(Scope { names: Some(&key), ..scope }, body, values)?;
                }
                None => self.parts(Scope { names: Some(&value), ..scope }, body, values)?,
            }
        }
        Ok(())
    }

    /// Parts joined to one text: literal text, as far as they are.
    pub(super) fn joined(&mut self, span: Span, values: Vec<Node>) -> Node {
        let mut parts: Vec<Node> = Vec::new();
        for value in values {
            match value.data {
                Data::Concat(inner) => parts.extend(inner),
                data => parts.push(Node::new(value.span, data)),
            }
        }
        let is_literal = |part: &Node| plain(part).and_then(Node::literal_text);
        if let Some(texts) = parts.iter().map(is_literal).collect::<Option<Vec<_>>>() {
            // The parts of a document have their places.
            let text = texts.concat();
            self.spend(text.len() / 64);
            if parts.len() > 1 && is_document(&text) {
                return Node::new(span, Data::Concat(texts_at(parts, texts)));
            }
            return self.computed(&parts, Node::text_at(span, text));
        }
        if parts
            .iter()
            .any(|part| matches!(part.data, Data::Absent | Data::List(_) | Data::Object(_)))
        {
            return Node::unknown(span, "a part of the text is no text");
        }
        Node::new(span, Data::Concat(parts))
    }
}

/// The parts as texts, but for what must not be shown.
fn texts_at(parts: Vec<Node>, texts: Vec<Text>) -> Vec<Node> {
    let text = |(part, text): (Node, Text)| match &part.data {
        Data::Input(input) if input.secret => part,
        _ => Node::text_at(part.span, text),
    };
    parts.into_iter().zip(texts).map(text).collect()
}

/// A value as the parts of a text: a structure is there as JSON.
fn json_parts(value: Node, parts: &mut Vec<Node>) {
    match value.data {
        Data::List(_) | Data::Object(_) => json(&value, parts),
        data => parts.push(Node::new(value.span, data)),
    }
}

/// The JSON text of a value; what is deferred stands between quotes, as a part of its own.
pub(super) fn json(value: &Node, parts: &mut Vec<Node>) {
    let mut literal = |text: String| parts.push(Node::text_at(value.span, text));
    match &value.data {
        Data::Absent => literal("null".to_owned()),
        Data::Text(text) => literal(quoted(text)),
        Data::Bool(_) | Data::Integer(_) | Data::Decimal(_) => {
            literal(value.literal_text().unwrap_or_default().into_owned());
        }
        Data::List(items) => {
            literal("[".to_owned());
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    parts.push(Node::text_at(value.span, ","));
                }
                json(item, parts);
            }
            parts.push(Node::text_at(value.span, "]"));
        }
        Data::Object(fields) => {
            literal("{".to_owned());
            for (position, field) in fields.iter().enumerate() {
                let comma = if position > 0 { "," } else { "" };
                let key = format!("{comma}{}:", quoted(&field.key));
                parts.push(Node::text_at(field.key_span, key));
                json(&field.value, parts);
            }
            parts.push(Node::text_at(value.span, "}"));
        }
        Data::Concat(inner) => {
            literal("\"".to_owned());
            for part in inner {
                match &part.data {
                    Data::Text(text) => {
                        let escaped = quoted(text);
                        let inside = escaped[1..escaped.len() - 1].to_owned();
                        parts.push(Node::text_at(part.span, inside));
                    }
                    _ => parts.push(part.clone()),
                }
            }
            parts.push(Node::text_at(value.span, "\""));
        }
        Data::Input(input) if input.knob.is_none() && !input.secret && input.default.is_some() => {
            if let Some(default) = &input.default {
                json(default, parts);
            }
        }
        Data::Reference(..)
        | Data::Input(_)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Element(..)
        | Data::Zone(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => {
            literal("\"".to_owned());
            parts.push(value.clone());
            parts.push(Node::text_at(value.span, "\""));
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
