//! Types of variables: attributes that may be left out get their default.

use crate::ir::lifted::{Data, Field, Node};
use crate::manifest::terraform::syntax::{Block, Entry, Expression, Kind};

use super::{Evaluator, Scope};

impl Evaluator<'_> {
    /// A variable's value with what its type adds.
    pub(in super::super) fn conform(
        &mut self,
        instance: usize,
        value: Node,
        variable: &Block,
    ) -> Node {
        match variable.body.get("type") {
            Some(constraint) => self.fill(instance, value, constraint),
            None => value,
        }
    }

    fn fill(&mut self, instance: usize, mut value: Node, constraint: &Expression) -> Node {
        let Kind::Call(call) = &constraint.kind else { return value };
        let Some(argument) = call.arguments.first() else { return value };
        if let Data::OneOf(branches) = value.data {
            let each = branches.into_iter().map(|it| self.fill(instance, it, constraint)).collect();
            return Node::new(value.span, Data::OneOf(each));
        }
        match (call.name.as_str(), &mut value.data) {
            ("object", Data::Object(fields)) => {
                if let Kind::Object(entries) = &argument.kind {
                    for entry in entries {
                        self.fill_entry(instance, fields, entry, value.span);
                    }
                }
            }
            ("map", Data::Object(fields)) => {
                for field in fields {
                    self.fill_in_place(instance, &mut field.value, argument);
                }
            }
            ("list" | "set", Data::List(items)) => {
                for item in items {
                    self.fill_in_place(instance, item, argument);
                }
            }
            ("optional", _) => return self.fill(instance, value, argument),
            _ => {}
        }
        value
    }

    fn fill_in_place(&mut self, instance: usize, value: &mut Node, constraint: &Expression) {
        let taken = std::mem::replace(value, Node::new(value.span, Data::Absent));
        *value = self.fill(instance, taken, constraint);
    }

    fn fill_entry(
        &mut self,
        instance: usize,
        fields: &mut Vec<Field>,
        entry: &Entry,
        span: crate::ir::lifted::Span,
    ) {
        let Some(name) = entry.key.text() else { return };
        let optional = match &entry.value.kind {
            Kind::Call(call) if call.name == "optional" => Some(call),
            _ => None,
        };
        let position = fields.iter().rposition(|field| field.key == name);
        if let Some(position) = position {
            let value = &mut fields[position].value;
            if optional.is_none() || !matches!(value.data, Data::Absent) {
                self.fill_in_place(instance, value, &entry.value);
                return;
            }
        }
        let Some(optional) = optional else { return };
        let value = match optional.arguments.as_slice() {
            [inner, default, ..] => {
                let default = self.eval(Scope::of(instance), default);
                self.fill(instance, default, inner)
            }
            _ => Node::new(span, Data::Absent),
        };
        let field = Field { key: name.to_owned().into(), key_span: entry.key.span, value };
        match position {
            Some(position) => fields[position] = field,
            None => fields.push(field),
        }
    }
}
