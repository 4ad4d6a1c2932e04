//! Loops, and steps that are taken from each element.

use crate::ir::lifted::{Data, Field, Node, Span};
use crate::manifest::terraform::syntax::{For, Step};

use super::{Evaluator, Name, Scope, keep_last, one_of, plain};

/// How many elements a loop goes over.
const MOST_ELEMENTS: usize = 1024;
/// How many branches of a choice a loop goes over.
const MOST_BRANCHES: usize = 8;

/// Keys, or positions, and values of a list or object.
pub(super) fn elements(node: &Node) -> Option<Vec<(Node, &Node)>> {
    let node = plain(node)?;
    Some(match &node.data {
        Data::List(items) => {
            let key =
                |(position, item): (usize, &Node)| Node::new(item.span, position_of(position));
            items.iter().enumerate().map(key).zip(items).collect()
        }
        Data::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|left, right| left.key.cmp(&right.key));
            let key = |field: &Field| Node::text_at(field.key_span, field.key.clone());
            fields.into_iter().map(|field| (key(field), &field.value)).collect()
        }
        _ => return None,
    })
}

pub(super) fn position_of(position: usize) -> Data {
    Data::Integer(i64::try_from(position).unwrap_or(i64::MAX))
}

impl Evaluator<'_> {
    pub(super) fn loop_over(&mut self, scope: Scope<'_>, span: Span, it: &For) -> Node {
        let over = self.eval(scope, &it.over);
        if let Some(Node { data: Data::OneOf(branches), .. }) = plain(&over)
            && branches.len() <= MOST_BRANCHES
        {
            let each: Vec<_> =
                branches.iter().map(|over| self.rounds_over(scope, span, it, over)).collect();
            return one_of(span, each);
        }
        let made = self.rounds_over(scope, span, it, &over);
        self.computed(std::slice::from_ref(&over), made)
    }

    fn rounds_over(&mut self, scope: Scope<'_>, span: Span, it: &For, over: &Node) -> Node {
        let Some(elements) = elements(over).filter(|it| it.len() <= MOST_ELEMENTS) else {
            return Node::unknown(span, "what the loop goes over is not known");
        };
        let (mut items, mut fields) = (Vec::new(), Vec::new());
        for (key, value) in elements {
            let value = self.copy(value);
            let value = Name { called: &it.names.value, value: &value, outer: scope.names };
            let named = it.names.key.as_deref();
            let key = named.map(|name| Name { called: name, value: &key, outer: Some(&value) });
            let inner = Scope { names: Some(key.as_ref().unwrap_or(&value)), ..scope };
            match self.round(inner, it) {
                Ok(Some((Some(field), value))) => {
                    fields.push(Field { key: field.0, key_span: field.1, value });
                }
                Ok(Some((None, value))) => items.push(value),
                Ok(None) => {}
                Err(why) => return Node::unknown(span, why),
            }
        }
        if it.key.is_none() {
            return Node::new(span, Data::List(items));
        }
        let keep = if it.grouped { grouped } else { keep_last };
        keep(&mut fields);
        Node::new(span, Data::Object(fields))
    }

    /// What one round makes; nothing if its condition does not hold.
    #[expect(clippy::type_complexity, reason = "a key with its place, and a value")]
    fn round(
        &mut self,
        scope: Scope<'_>,
        it: &For,
    ) -> Result<Option<(Option<(crate::ir::Text, Span)>, Node)>, &'static str> {
        if let Some(condition) = &it.condition {
            let condition = self.eval(scope, condition);
            match plain(&condition).and_then(Node::bool) {
                Some(true) => {}
                Some(false) => return Ok(None),
                None => return Err("which elements the loop takes is not known"),
            }
        }
        let key = match &it.key {
            Some(key) => {
                let key = self.eval(scope, key);
                let text = plain(&key).and_then(Node::literal_text);
                Some((text.ok_or("a key that the loop makes is not known")?, key.span))
            }
            None => None,
        };
        Ok(Some((key, self.eval(scope, &it.value))))
    }

    /// What a dynamic block calls its iterator in each round: an object of key and value.
    pub(in super::super) fn iterations(&mut self, over: &Node) -> Option<Vec<Node>> {
        let over = match plain(over) {
            Some(Node { data: Data::OneOf(branches), .. }) => {
                branches.iter().max_by_key(|it| elements(it).map_or(0, |it| it.len()))?
            }
            _ => over,
        };
        let is_list = matches!(plain(over).map(|it| &it.data), Some(Data::List(_)));
        let mut rounds = Vec::new();
        for (key, value) in elements(over)? {
            let span = value.span;
            let value = self.copy(value);
            let key =
                if is_list && matches!(value.data, Data::Text(_)) { value.clone() } else { key };
            let field =
                |name: &'static str, value| Field { key: name.into(), key_span: span, value };
            let fields = vec![field("key", key), field("value", value)];
            rounds.push(Node::new(span, Data::Object(fields)));
        }
        Some(rounds)
    }

    /// Calls `read` where a name stands for a value.
    pub(in super::super) fn named_scope<T>(
        &mut self,
        scope: Scope<'_>,
        name: &str,
        value: &Node,
        read: impl FnOnce(&mut Self, Scope<'_>) -> T,
    ) -> T {
        let name = Name { called: name, value, outer: scope.names };
        read(self, Scope { names: Some(&name), ..scope })
    }

    /// The steps behind a splat, taken from each element.
    pub(super) fn splat(
        &mut self,
        scope: Scope<'_>,
        value: &Node,
        steps: &[Step],
        span: Span,
    ) -> Node {
        let Some(value) = plain(value) else {
            return Node::unknown(span, "the list is not known");
        };
        match &value.data {
            Data::List(items) => {
                let items = items.iter().map(|item| self.apply(scope, item, steps, span)).collect();
                Node::new(span, Data::List(items))
            }
            Data::Absent => Node::new(span, Data::List(Vec::new())),
            Data::Object(_) | Data::Text(_) | Data::Bool(_) | Data::Integer(_) => {
                let item = self.apply(scope, value, steps, span);
                Node::new(span, Data::List(vec![item]))
            }
            Data::OneOf(branches) if branches.len() <= MOST_BRANCHES => {
                let branches: Vec<_> =
                    branches.iter().map(|it| self.splat(scope, it, steps, span)).collect();
                one_of(span, branches)
            }
            _ => Node::unknown(span, "the list is not known"),
        }
    }
}

/// Entries with one key become a list.
fn grouped(fields: &mut Vec<Field>) {
    let mut groups: Vec<Field> = Vec::new();
    for field in fields.drain(..) {
        let known = groups.iter_mut().find(|group| group.key == field.key);
        if let Some(Field { value: Node { data: Data::List(items), .. }, .. }) = known {
            items.push(field.value);
        } else {
            let list = Node::new(field.value.span, Data::List(vec![field.value]));
            groups.push(Field { value: list, ..field });
        }
    }
    *fields = groups;
}
