//! Operators.

use crate::ir::lifted::{Data, Node, Span};
use crate::manifest::terraform::syntax::{Expression, Operator};

use super::{Evaluator, Scope, plain};

impl Evaluator<'_> {
    pub(super) fn negative(&mut self, scope: Scope<'_>, span: Span, value: &Expression) -> Node {
        let value = self.eval(scope, value);
        let data = match plain(&value).map(|it| &it.data) {
            Some(Data::Integer(number)) => number.checked_neg().map(Data::Integer),
            Some(Data::Decimal(number)) => Some(Data::Decimal(-number)),
            _ => None,
        };
        self.result(span, &[value], data)
    }

    pub(super) fn not(&mut self, scope: Scope<'_>, span: Span, value: &Expression) -> Node {
        let value = self.eval(scope, value);
        let data = plain(&value).and_then(Node::bool).map(|it| Data::Bool(!it));
        self.result(span, &[value], data)
    }

    pub(super) fn binary(
        &mut self,
        scope: Scope<'_>,
        span: Span,
        operator: Operator,
        sides: &[Expression; 2],
    ) -> Node {
        let left = self.eval(scope, &sides[0]);
        let stops = match operator {
            Operator::And => Some(false),
            Operator::Or => Some(true),
            _ => None,
        };
        let decided = |this: &Self, node: &Node| this.decided(node).and_then(Node::bool);
        if stops.is_some() && decided(self, &left) == stops {
            return Node::new(span, left.data);
        }
        let right = self.eval(scope, &sides[1]);
        if stops.is_some() && decided(self, &right) == stops {
            return Node::new(span, right.data);
        }
        let data = match (plain(&left), plain(&right)) {
            (Some(left), Some(right)) => computed(operator, left, right),
            _ => None,
        };
        self.result(span, &[left, right], data)
    }

    fn result(&self, span: Span, from: &[Node], data: Option<Data>) -> Node {
        match data {
            Some(data) => self.computed(from, Node::new(span, data)),
            None => Node::unknown(span, "what it is computed from is not known"),
        }
    }
}

fn computed(operator: Operator, left: &Node, right: &Node) -> Option<Data> {
    Some(match operator {
        Operator::And => Data::Bool(left.bool()? && right.bool()?),
        Operator::Or => Data::Bool(left.bool()? || right.bool()?),
        Operator::Equal => Data::Bool(equal(left, right)?),
        Operator::Unequal => Data::Bool(!equal(left, right)?),
        Operator::Less => Data::Bool(number(left)? < number(right)?),
        Operator::AtMost => Data::Bool(number(left)? <= number(right)?),
        Operator::Greater => Data::Bool(number(left)? > number(right)?),
        Operator::AtLeast => Data::Bool(number(left)? >= number(right)?),
        Operator::Add
        | Operator::Subtract
        | Operator::Multiply
        | Operator::Divide
        | Operator::Remainder => arithmetic(operator, left, right)?,
    })
}

fn arithmetic(operator: Operator, left: &Node, right: &Node) -> Option<Data> {
    if let (Some(left), Some(right)) = (left.integer(), right.integer()) {
        let whole = match operator {
            Operator::Add => left.checked_add(right),
            Operator::Subtract => left.checked_sub(right),
            Operator::Multiply => left.checked_mul(right),
            Operator::Divide => (left.checked_rem(right) == Some(0)).then(|| left / right),
            Operator::Remainder => left.checked_rem(right),
            _ => None,
        };
        if let Some(whole) = whole {
            return Some(Data::Integer(whole));
        }
    }
    let (left, right) = (number(left)?, number(right)?);
    let value = match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Remainder => left % right,
        _ => return None,
    };
    value.is_finite().then_some(Data::Decimal(value))
}

/// A number, or a text that says one.
pub(super) fn number(node: &Node) -> Option<f64> {
    match &plain(node)?.data {
        #[expect(clippy::cast_precision_loss, reason = "Terraform's numbers are compared roughly")]
        Data::Integer(number) => Some(*number as f64),
        Data::Decimal(number) => Some(*number),
        Data::Text(text) => text.trim().parse().ok().filter(|it: &f64| it.is_finite()),
        _ => None,
    }
}

/// Whether two values are equal, if that is known.
pub(super) fn equal(left: &Node, right: &Node) -> Option<bool> {
    Some(match (&plain(left)?.data, &plain(right)?.data) {
        (Data::Absent, Data::Absent) => true,
        (Data::Bool(left), Data::Bool(right)) => left == right,
        (Data::Text(left), Data::Text(right)) => left == right,
        (Data::Integer(left), Data::Integer(right)) => left == right,
        (Data::Integer(_) | Data::Decimal(_), Data::Integer(_) | Data::Decimal(_)) => {
            number(left)?.total_cmp(&number(right)?).is_eq()
        }
        (Data::List(left), Data::List(right)) => {
            let pairs = left.iter().zip(right).map(|(left, right)| equal(left, right));
            left.len() == right.len() && all(pairs)?
        }
        (Data::Object(left), Data::Object(right)) => {
            let pairs = left.iter().map(|field| {
                let other = right.iter().find(|it| it.key == field.key);
                other.map_or(Some(false), |other| equal(&field.value, &other.value))
            });
            left.len() == right.len() && all(pairs)?
        }
        (left, right) if is_known(left) && is_known(right) => false,
        _ => return None,
    })
}

fn all(mut pairs: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    pairs.try_fold(true, |all, pair| Some(all && pair?))
}

fn is_known(data: &Data) -> bool {
    match data {
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Text(_)
        | Data::List(_)
        | Data::Object(_) => true,
        Data::Reference(..)
        | Data::Input(_)
        | Data::Concat(_)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Element(..)
        | Data::Zone(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => false,
    }
}
