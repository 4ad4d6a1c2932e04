//! Values of arguments: what Terraform converts to what is wanted, and what it does not.

use crate::ir::lifted::{Data, Field, Node};
use crate::schema::{Class, Step};

use super::block::name_of;
use super::catalogue::Type;
use super::resource::Judge;

impl Judge<'_> {
    /// Judges the value of the argument `name`, in every branch.
    pub(super) fn value(&mut self, kind: &Type, node: &Node, name: &str) {
        let value = node.known();
        if let Data::OneOf(branches) = &value.data {
            for branch in branches {
                self.value(kind, branch, name);
            }
            return;
        }
        match kind {
            Type::Any => {}
            Type::String | Type::Number | Type::Bool => {
                if !is_scalar(kind, &value.data) && !self.is_document(value) {
                    self.wrong(kind, value, name);
                }
            }
            Type::List(inner) | Type::Set(inner) => match &value.data {
                Data::List(items) => self.items(inner, items, name),
                _ if is_opaque(&value.data) => {}
                _ => self.wrong(kind, value, name),
            },
            Type::Map(inner) => match &value.data {
                Data::Object(fields) => self.entries(fields, name, &|_| Some(inner)),
                _ if is_opaque(&value.data) => {}
                _ => self.wrong(kind, value, name),
            },
            Type::Object(kinds) => match &value.data {
                Data::Object(fields) => {
                    self.entries(fields, name, &|key| {
                        kinds.iter().find(|(name, _)| *name == key).map(|(_, kind)| kind)
                    });
                    self.lacking(kinds, value, name);
                }
                _ if is_opaque(&value.data) => {}
                _ => self.wrong(kind, value, name),
            },
        }
    }

    fn items(&mut self, kind: &Type, items: &[Node], name: &str) {
        for (position, item) in items.iter().enumerate() {
            self.path.push(Step::Element(position, name_of(item)));
            self.value(kind, item, name);
            self.path.pop();
        }
    }

    fn entries<'t>(
        &mut self,
        fields: &[Field],
        name: &str,
        kind_of: &dyn Fn(&str) -> Option<&'t Type>,
    ) {
        for field in fields {
            let Some(kind) = kind_of(&field.key) else { continue };
            self.path.push(Step::Key(field.key.clone()));
            self.value(kind, &field.value, name);
            self.path.pop();
        }
    }

    /// An object that is written as a value must have every attribute, if only as `null`.
    fn lacking(&mut self, kinds: &[(&'static str, Type)], value: &Node, name: &str) {
        for (key, _) in kinds {
            if value.fields().iter().any(|field| field.key == *key) {
                continue;
            }
            let message = format!("an object of `{name}` has no `{key}`, and must have one");
            let help = format!("write `{key} = null`, or `{name} {{ … }}` as a block");
            self.tell(Class::MissingProperty, value.span, String::new(), message, help);
        }
    }

    fn wrong(&mut self, kind: &Type, value: &Node, name: &str) {
        let (literal, is) = match (value.literal_text(), &value.data) {
            (Some(text), Data::Text(_)) => (text.into_owned(), "a string"),
            (Some(text), Data::Bool(_)) => (text.into_owned(), "a bool"),
            (Some(text), _) => (text.into_owned(), "a number"),
            (None, Data::List(_)) => (String::new(), "a list"),
            (None, Data::Object(_)) => (String::new(), "an object"),
            (None, _) => (String::new(), "a string"),
        };
        let shown = if literal.is_empty() { String::new() } else { format!(" `{literal}`") };
        let message = format!("`{name}` is {is}{shown}, and must be a {}", kind.name());
        let help = match kind {
            Type::List(_) | Type::Set(_) if !matches!(value.data, Data::Object(_)) => {
                "write it in brackets: `[…]`".to_owned()
            }
            Type::Bool => "write `true` or `false`".to_owned(),
            _ => format!("write a {}", kind.name()),
        };
        self.tell(Class::WrongType, value.span, literal, message, help);
    }
}

/// Whether a value is, or may turn out to be, what is wanted, or is converted to it.
fn is_scalar(kind: &Type, data: &Data) -> bool {
    match (kind, data) {
        (_, Data::List(_) | Data::Object(_))
        | (Type::Number, Data::Bool(_))
        | (Type::Bool, Data::Integer(_) | Data::Decimal(_)) => false,
        (Type::Number, Data::Text(text)) => text.parse::<f64>().is_ok(),
        (Type::Bool, Data::Text(text)) => ["true", "false", "1", "0"].contains(&&**text),
        _ => true,
    }
}

/// Whether a value may be anything.
const fn is_opaque(data: &Data) -> bool {
    matches!(
        data,
        Data::Absent
            | Data::Unknown(_)
            | Data::Reference(..)
            | Data::Input(_)
            | Data::Import(_)
            | Data::Element(..)
            | Data::OneOf(_)
    )
}
