//! What a state makes of its data: payload templates, intrinsic functions, and values that the
//! manifest gives.
//!
//! JSONata is not evaluated, but for a path alone (`{% $states.input.live %}`): what else it says is
//! a value that is not known.
//!
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html>

use std::sync::Arc;

use crate::ir::Pseudo;
use crate::ir::lifted::{Data, Manifest, Node};

use super::path::{self, Of, Path};
use super::value::{Object, Root, Symbol, Truth, VAGUE, Value, Who};

/// More arguments than these are not told apart.
const FEW: usize = 16;

/// What an expression can see.
#[derive(Clone, Copy)]
pub(super) struct Scope<'c> {
    /// What `$` is.
    pub(super) data: &'c Value,
    /// What `$states.result` is, in JSONata.
    pub(super) result: Option<&'c Value>,
    /// The variables, by name.
    pub(super) variables: &'c Value,
    /// The element of the innermost `Map`.
    pub(super) each: Option<&'c Value>,
    /// Whose execution it is.
    pub(super) who: Who,
    /// Numbers beyond this are not told apart: nothing compares them.
    pub(super) most: i64,
    /// What the manifest's references mean.
    pub(super) manifest: Option<&'c Manifest>,
}

/// A path or function that finds nothing: the execution fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Nothing(pub String);

/// A value of the manifest, as it is written.
pub(super) fn constant(node: &Node, manifest: Option<&Manifest>) -> Value {
    match &node.known().data {
        Data::Absent => Value::Null,
        Data::Bool(it) => Value::Bool(*it),
        Data::Integer(it) => Value::Integer(*it),
        Data::Text(it) => Value::text(it),
        Data::List(items) => Value::List(items.iter().map(|it| constant(it, manifest)).collect()),
        Data::Object(fields) => Value::object(
            fields.iter().map(|field| (&*field.key, constant(&field.value, manifest))),
        ),
        Data::Decimal(_)
        | Data::Reference(..)
        | Data::Input(_)
        | Data::Concat(_)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Element(..)
        | Data::Zone(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => Value::unknown(Root::Deployment(rendered(node, manifest).into())),
    }
}

/// A value of the manifest as text, with what a deployment decides in `${…}`.
pub(super) fn rendered(node: &Node, manifest: Option<&Manifest>) -> String {
    match &node.known().data {
        Data::Text(text) => text.to_string(),
        Data::Decimal(it) => it.to_string(),
        Data::Concat(parts) => parts.iter().map(|it| rendered(it, manifest)).collect(),
        Data::Reference(id, attribute) => {
            let target = manifest.and_then(|it| it.resources.get(id.0 as usize));
            let address = target.map_or("resource", |it| &it.address);
            format!("${{{address}.{attribute}}}")
        }
        Data::Input(input) => format!("${{{}}}", input.name),
        Data::Pseudo(pseudo) => match pseudo {
            Pseudo::Account => "${AWS::AccountId}".to_owned(),
            Pseudo::Region => "${AWS::Region}".to_owned(),
            Pseudo::Partition => "${AWS::Partition}".to_owned(),
            Pseudo::UrlSuffix => "${AWS::URLSuffix}".to_owned(),
        },
        Data::Import(import) => format!("${{import {}}}", import.0),
        Data::Element(list, index) => format!("{}[{index}]", rendered(list, manifest)),
        Data::Zone(index) => format!("${{zone {index}}}"),
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::List(_)
        | Data::Object(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => format!("${{value at byte {}}}", node.span.start),
    }
}

impl Scope<'_> {
    /// What a template makes.
    pub(super) fn template(&self, node: &Node) -> Result<Value, Nothing> {
        match &node.known().data {
            Data::Object(fields) => {
                let mut object = Object::default();
                for field in fields {
                    let (key, value) = match field.key.strip_suffix(".$") {
                        Some(key) => (key, self.expression(field.value.text().unwrap_or("$"))?),
                        None => (&*field.key, self.template(&field.value)?),
                    };
                    object.fields.insert(key.into(), value);
                }
                Ok(Value::Object(object))
            }
            Data::List(items) => {
                items.iter().map(|it| self.template(it)).collect::<Result<_, _>>().map(Value::List)
            }
            Data::Text(text) if text.trim_start().starts_with("{%") => Ok(self.jsonata(text)),
            _ => Ok(constant(node, self.manifest)),
        }
    }

    /// What a path or an intrinsic function is.
    pub(super) fn expression(&self, text: &str) -> Result<Value, Nothing> {
        if let Some(path) = Path::parse(text) {
            return match self.path(&path) {
                Value::Absent => Err(Nothing(text.to_owned())),
                value => Ok(value),
            };
        }
        let mut reader = Reader { scope: self, text, at: 0 };
        reader.value().ok_or_else(|| Nothing(text.to_owned()))?
    }

    /// What stands at a path; `Absent` if nothing does.
    pub(super) fn path(&self, path: &Path) -> Value {
        match path.of {
            Of::Data => path::get(self.data, &path.steps),
            Of::Variable => path::get(self.variables, &path.steps),
            Of::Context => self.context(path),
        }
    }

    fn context(&self, path: &Path) -> Value {
        let keys = path.keys().unwrap_or_default();
        let keys: Vec<&str> = keys.iter().map(|it| &**it).collect();
        match keys.as_slice() {
            ["Execution", key @ ("Id" | "Name")] => {
                Value::Unknown(Symbol::new(Root::Execution(self.who)).child(key))
            }
            ["Execution", "Input", ..] => path::get(&Value::unknown(Root::Input), &path.steps[2..]),
            ["Map", "Item", "Value", ..] => {
                self.each.map_or(Value::Absent, |it| path::get(it, &path.steps[3..]))
            }
            _ => path::get(&Value::unknown(Root::Context), &path.steps),
        }
    }

    /// What JSONata makes: what a path leads to, otherwise it is not known.
    fn jsonata(&self, text: &str) -> Value {
        let inner = text.trim().trim_start_matches("{%").trim_end_matches("%}").trim();
        let is_path = inner.starts_with('$')
            && inner.chars().all(|it| it.is_ascii_alphanumeric() || "$._[]".contains(it));
        let of = |value: &Value, rest: &str| {
            Path::parse(&format!("${rest}")).map(|it| path::get(value, &it.steps))
        };
        let found = if !is_path {
            None
        } else if let Some(rest) = inner.strip_prefix("$states.input") {
            of(self.data, rest)
        } else if let Some(rest) = inner.strip_prefix("$states.result") {
            self.result.and_then(|it| of(it, rest))
        } else if let Some(rest) = inner.strip_prefix("$states.context") {
            Path::parse(&format!("$${rest}")).map(|it| self.context(&it))
        } else {
            Path::parse(inner).filter(|it| it.of == Of::Variable).map(|it| self.path(&it))
        };
        found.unwrap_or_else(|| self.derived(inner, &[]))
    }

    /// What is computed from values. What is computed again and again, in a loop, is told by the
    /// function alone.
    fn derived(&self, name: &str, from: &[Value]) -> Value {
        let mut symbols = Vec::new();
        let values = if from.is_empty() { std::slice::from_ref(self.data) } else { from };
        for value in values {
            value.symbols(&mut |it| symbols.push(it.clone()));
        }
        let is_again = symbols.iter().any(|it| matches!(it.root, Root::Derived(..)));
        let text: Vec<String> = from.iter().map(ToString::to_string).collect();
        let text = if is_again || from.len() > FEW {
            format!("{name}{VAGUE}")
        } else if from.is_empty() {
            name.to_owned()
        } else {
            format!("{name}({})", text.join(", "))
        };
        let mut roots: Vec<Symbol> = Vec::new();
        for symbol in symbols {
            match symbol.root {
                Root::Derived(_, from) => roots.extend(from),
                _ => roots.push(symbol),
            }
        }
        roots.sort();
        roots.dedup();
        Value::unknown(Root::Derived(text.into(), roots))
    }

    /// What an intrinsic function makes of its arguments.
    fn call(&self, name: &str, from: &[Value]) -> Value {
        let known = match (name, from) {
            ("States.MathAdd", [Value::Integer(one), Value::Integer(two)]) => {
                let sum = one.saturating_add(*two);
                (sum.abs() <= self.most).then_some(Value::Integer(sum))
            }
            ("States.Array", items) => Some(Value::List(items.to_vec())),
            ("States.ArrayLength", [Value::List(items)]) => {
                i64::try_from(items.len()).ok().map(Value::Integer)
            }
            ("States.ArrayGetItem", [Value::List(items), Value::Integer(index)]) => {
                usize::try_from(*index).ok().and_then(|it| items.get(it).cloned())
            }
            ("States.ArrayContains", [Value::List(items), wanted]) => {
                let of = |it: &Value| it.same(wanted);
                if items.iter().any(|it| of(it) == Truth::True) {
                    Some(Value::Bool(true))
                } else {
                    items.iter().all(|it| of(it) == Truth::False).then_some(Value::Bool(false))
                }
            }
            ("States.JsonMerge", [Value::Object(one), Value::Object(two), ..])
                if two.rest.is_none() =>
            {
                let mut merged = one.clone();
                merged.fields.extend(two.fields.clone());
                Some(Value::Object(merged))
            }
            ("States.Format", [Value::Text(pattern), values @ ..]) => format(pattern, values),
            _ => None,
        };
        known.unwrap_or_else(|| self.derived(name, from))
    }
}

/// `States.Format` of values that are all known.
fn format(pattern: &str, values: &[Value]) -> Option<Value> {
    let mut text = String::new();
    let mut values = values.iter();
    let mut parts = pattern.split("{}");
    text.push_str(parts.next()?);
    for part in parts {
        match values.next()? {
            value @ (Value::Text(_) | Value::Integer(_) | Value::Bool(_)) => {
                text.push_str(&value.to_string());
            }
            _ => return None,
        }
        text.push_str(part);
    }
    Some(Value::text(text))
}

/// Reads `States.Name(argument, …)`.
struct Reader<'t> {
    scope: &'t Scope<'t>,
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn pass(&mut self, mark: char) -> bool {
        self.space();
        let is_next = self.rest().starts_with(mark);
        self.at += if is_next { mark.len_utf8() } else { 0 };
        is_next
    }

    /// A value; `None` if there is none that is understood.
    fn value(&mut self) -> Option<Result<Value, Nothing>> {
        self.space();
        if self.pass('\'') {
            return Some(Ok(Value::Text(self.quoted()?)));
        }
        let word = self.word();
        if self.pass('(') {
            return self.arguments(&word);
        }
        let value = match &*word {
            "" => return None,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            path if path.starts_with('$') => return Some(self.scope.expression(path)),
            number => match number.parse() {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::unknown(Root::Derived(number.into(), Vec::new())),
            },
        };
        Some(Ok(value))
    }

    fn arguments(&mut self, name: &str) -> Option<Result<Value, Nothing>> {
        let mut values = Vec::new();
        while !self.pass(')') {
            match self.value()? {
                Ok(value) => values.push(value),
                Err(nothing) => return Some(Err(nothing)),
            }
            self.pass(',');
        }
        Some(Ok(self.scope.call(name, &values)))
    }

    /// What stands up to the next quote that is not escaped.
    fn quoted(&mut self) -> Option<Arc<str>> {
        let mut text = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((position, character)) = characters.next() {
            match character {
                '\'' => {
                    self.at += position + 1;
                    return Some(text.into());
                }
                '\\' => text.extend(characters.next().map(|(_, it)| it)),
                _ => text.push(character),
            }
        }
        None
    }

    /// A name, number or path; brackets of a path may hold anything.
    fn word(&mut self) -> String {
        let mut depth = 0_usize;
        let end = self.rest().find(|it: char| {
            match it {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && (it.is_whitespace() || "(),'".contains(it))
        });
        let word = self.rest()[..end.unwrap_or(self.rest().len())].to_owned();
        self.at += word.len();
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(data: &Value) -> Scope<'_> {
        Scope {
            data,
            result: None,
            variables: data,
            each: None,
            who: Who::Main,
            most: 100,
            manifest: None,
        }
    }

    #[test]
    fn functions_of_what_is_known_are_computed() {
        let data = Value::object([("n", Value::Integer(7)), ("name", Value::text("web"))]);
        let check = |text, expected| {
            let found = scope(&data).expression(text).map(|it| it.to_string());
            assert_eq!(found.as_deref().map_err(|it| &*it.0), expected, "{text}");
        };
        check("States.MathAdd($.n, 1)", Ok("8"));
        check("States.MathAdd($.n, States.MathAdd($.n, -7))", Ok("7"));
        check("States.Format('{}-{}', $.name, $.n)", Ok("web-7"));
        check("States.ArrayLength(States.Array($.n, 'it\\'s'))", Ok("2"));
        check("States.ArrayGetItem(States.Array(1, 2), 1)", Ok("2"));
        check("$.gone", Err("$.gone"));
        check("States.MathAdd($.gone, 1)", Err("$.gone"));
        check("States.Array(", Err("States.Array("));
    }

    #[test]
    fn what_is_not_known_is_the_same_if_said_the_same() {
        let data = Value::unknown(Root::Input);
        let of = |text| scope(&data).expression(text).unwrap();
        assert_eq!(of("States.Hash($.a, 'MD5')"), of("States.Hash($.a, 'MD5')"));
        assert_ne!(of("States.Hash($.a, 'MD5')"), of("States.Hash($.b, 'MD5')"));
        assert_eq!(of("$$.Execution.Input.a"), of("$.a"));
        assert!(of("$$.Execution.Id").names_execution());
        assert!(of("States.Format('x-{}', $$.Execution.Name)").names_execution());
    }

    #[test]
    fn numbers_that_nothing_compares_are_not_told_apart() {
        let data = Value::object([("n", Value::Integer(100))]);
        let sum = scope(&data).expression("States.MathAdd($.n, 1)").unwrap();
        assert!(matches!(sum, Value::Unknown(_)));
        let data = Value::object([("n", sum.clone())]);
        let next = scope(&data).expression("States.MathAdd($.n, 1)").unwrap();
        assert!(matches!(next, Value::Unknown(_)));
    }
}
