//! The expressions of DynamoDB: conditions and updates of one item.
//!
//! Attribute values are as DynamoDB writes them: `{"S": "x"}`, `{"N": "1"}`.
//!
//! Facts: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html>,
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html>

use std::cmp::Ordering;

use serde_json::{Map, Value as Json, json};

/// An item: attributes by name.
pub(super) type Item = Map<String, Json>;

/// What an expression is about.
#[derive(Clone, Copy)]
pub(super) struct Given<'g> {
    /// The item as it is.
    pub(super) item: &'g Item,
    /// `ExpressionAttributeNames`.
    pub(super) names: &'g Json,
    /// `ExpressionAttributeValues`.
    pub(super) values: &'g Json,
}

/// Whether a condition holds.
///
/// # Errors
/// If it is no condition, or one that is not played.
pub(super) fn holds(text: &str, given: Given<'_>) -> Result<bool, String> {
    let mut parser = Parser::new(text, given)?;
    let holds = parser.any()?;
    parser.end()?;
    Ok(holds)
}

/// The item after an update.
///
/// # Errors
/// If it is no update, or one that is not played.
pub(super) fn updated(text: &str, given: Given<'_>) -> Result<Item, String> {
    let mut parser = Parser::new(text, given)?;
    let mut item = given.item.clone();
    while let Some(word) = parser.next() {
        match word.to_ascii_uppercase().as_str() {
            "SET" => parser.each(|parser| {
                let name = parser.name()?;
                parser.expect("=")?;
                let value = parser.sum()?;
                item.insert(name, value);
                Ok(())
            })?,
            "REMOVE" => parser.each(|parser| {
                let name = parser.name()?;
                item.remove(&name);
                Ok(())
            })?,
            "ADD" => parser.each(|parser| {
                let name = parser.name()?;
                let amount = parser.operand()?.ok_or("`ADD` needs a value")?;
                let before = item.get(&name).cloned().unwrap_or_else(|| json!({ "N": "0" }));
                item.insert(name, added(&before, &amount, 1)?);
                Ok(())
            })?,
            _ => return Err(format!("`{word}` is no action of an update that is played")),
        }
    }
    Ok(item)
}

struct Parser<'g> {
    words: Vec<String>,
    at: usize,
    given: Given<'g>,
}

impl<'g> Parser<'g> {
    fn new(text: &str, given: Given<'g>) -> Result<Self, String> {
        Ok(Self { words: words(text)?, at: 0, given })
    }

    fn peek(&self) -> &str {
        self.words.get(self.at).map_or("", String::as_str)
    }

    fn next(&mut self) -> Option<String> {
        let word = self.words.get(self.at).cloned();
        self.at += 1;
        word
    }

    fn takes(&mut self, word: &str) -> bool {
        let is = self.peek().eq_ignore_ascii_case(word);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, word: &str) -> Result<(), String> {
        if self.takes(word) {
            return Ok(());
        }
        Err(format!("an expression has `{}` where `{word}` should be", self.peek()))
    }

    fn end(&self) -> Result<(), String> {
        match self.peek() {
            "" => Ok(()),
            word => Err(format!("an expression goes on with `{word}`")),
        }
    }

    /// What stands between commas.
    fn each(&mut self, mut one: impl FnMut(&mut Self) -> Result<(), String>) -> Result<(), String> {
        loop {
            one(self)?;
            if !self.takes(",") {
                return Ok(());
            }
        }
    }

    fn any(&mut self) -> Result<bool, String> {
        let mut holds = self.all()?;
        while self.takes("OR") {
            holds |= self.all()?;
        }
        Ok(holds)
    }

    fn all(&mut self) -> Result<bool, String> {
        let mut holds = self.one()?;
        while self.takes("AND") {
            holds &= self.one()?;
        }
        Ok(holds)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.takes("NOT") {
            return self.one().map(|it| !it);
        }
        if self.takes("(") {
            let holds = self.any()?;
            self.expect(")")?;
            return Ok(holds);
        }
        for (function, wanted) in [("attribute_exists", true), ("attribute_not_exists", false)] {
            if self.takes(function) {
                self.expect("(")?;
                let name = self.name()?;
                self.expect(")")?;
                return Ok(self.given.item.contains_key(&name) == wanted);
            }
        }
        if self.takes("begins_with") {
            self.expect("(")?;
            let text = self.operand()?;
            self.expect(",")?;
            let start = self.operand()?;
            self.expect(")")?;
            let text_of = |it: &Option<Json>| Some(it.as_ref()?.get("S")?.as_str()?.to_owned());
            let both = text_of(&text).zip(text_of(&start));
            return Ok(both.is_some_and(|(text, start)| text.starts_with(&start)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<bool, String> {
        let left = self.operand()?;
        if self.takes("IN") {
            self.expect("(")?;
            let mut holds = false;
            self.each(|parser| {
                let right = parser.operand()?;
                holds |= left.is_some() && left == right;
                Ok(())
            })?;
            self.expect(")")?;
            return Ok(holds);
        }
        if self.takes("BETWEEN") {
            let low = self.operand()?;
            self.expect("AND")?;
            let high = self.operand()?;
            let (low, high) =
                (compare(left.as_ref(), low.as_ref()), compare(left.as_ref(), high.as_ref()));
            return Ok(low.is_some_and(Ordering::is_ge) && high.is_some_and(Ordering::is_le));
        }
        let operator = self.next().unwrap_or_default();
        let right = self.operand()?;
        let order = compare(left.as_ref(), right.as_ref());
        match operator.as_str() {
            "=" => Ok(left.is_some() && left == right),
            // An attribute that is not there differs from every value.
            "<>" => Ok(left != right),
            "<" => Ok(order.is_some_and(Ordering::is_lt)),
            "<=" => Ok(order.is_some_and(Ordering::is_le)),
            ">" => Ok(order.is_some_and(Ordering::is_gt)),
            ">=" => Ok(order.is_some_and(Ordering::is_ge)),
            other => Err(format!("`{other}` is no comparison that is played")),
        }
    }

    /// `a`, `a + b` or `a - b`.
    fn sum(&mut self) -> Result<Json, String> {
        let missing = || "an update sets an attribute to one that is not there".to_owned();
        let left = self.operand()?.ok_or_else(missing)?;
        for (sign, factor) in [("+", 1), ("-", -1)] {
            if self.takes(sign) {
                let right = self.operand()?.ok_or_else(missing)?;
                return added(&left, &right, factor);
            }
        }
        Ok(left)
    }

    /// A value, or what an attribute holds; `None` if it is not there.
    fn operand(&mut self) -> Result<Option<Json>, String> {
        if self.takes("if_not_exists") {
            self.expect("(")?;
            let name = self.name()?;
            self.expect(",")?;
            let otherwise = self.operand()?;
            self.expect(")")?;
            return Ok(self.given.item.get(&name).cloned().or(otherwise));
        }
        if self.takes("list_append") {
            self.expect("(")?;
            let left = self.operand()?;
            self.expect(",")?;
            let right = self.operand()?;
            self.expect(")")?;
            let items = |it: &Option<Json>| it.as_ref()?.get("L")?.as_array().cloned();
            let both = items(&left).zip(items(&right));
            let (left, right) = both.ok_or("`list_append` takes two lists")?;
            let all = [left, right].concat();
            return Ok(Some(json!({ "L": all })));
        }
        if self.peek().starts_with(':') {
            let name = self.next().unwrap_or_default();
            let value = self.given.values.get(&name).cloned();
            return value.map(Some).ok_or_else(|| format!("`{name}` is no value of the call"));
        }
        let name = self.name()?;
        Ok(self.given.item.get(&name).cloned())
    }

    /// The name of an attribute.
    fn name(&mut self) -> Result<String, String> {
        let word = self.next().unwrap_or_default();
        if word.starts_with('#') {
            let name = self.given.names.get(&word).and_then(Json::as_str);
            return name
                .map(str::to_owned)
                .ok_or_else(|| format!("`{word}` is no name of the call"));
        }
        let is_name = word.starts_with(|it: char| it.is_alphabetic() || it == '_');
        if is_name { Ok(word) } else { Err(format!("`{word}` is no name of an attribute")) }
    }
}

fn words(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_word = |it: char| it.is_alphanumeric() || "_#:-".contains(it);
        let length = if is_word(first) && first != '-' {
            rest.find(|it| !is_word(it)).unwrap_or(rest.len())
        } else if ["<>", "<=", ">="].iter().any(|it| rest.starts_with(it)) {
            2
        } else if "(),=<>+-".contains(first) {
            1
        } else {
            // Attributes inside attributes, `a.b` and `a[0]`, would each need a walk of their own.
            return Err(format!("`{first}` in the expression `{text}` is not played"));
        };
        words.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Ok(words)
}

/// The order of two values of one type.
fn compare(left: Option<&Json>, right: Option<&Json>) -> Option<Ordering> {
    let (left, right) = (left?, right?);
    if let Some((left, right)) = number(left).zip(number(right)) {
        return left.partial_cmp(&right);
    }
    let text = |it: &Json| Some(it.get("S")?.as_str()?.to_owned());
    Some(text(left)?.cmp(&text(right)?))
}

fn number(value: &Json) -> Option<f64> {
    value.get("N")?.as_str()?.parse().ok()
}

fn added(left: &Json, right: &Json, factor: i64) -> Result<Json, String> {
    let whole = |it: &Json| it.get("N")?.as_str()?.parse::<i64>().ok();
    let sum = whole(left)
        .zip(whole(right))
        .and_then(|(left, right)| left.checked_add(right.checked_mul(factor)?));
    let sum = sum.ok_or_else(|| format!("{left} and {right} are no whole numbers to add"))?;
    Ok(json!({ "N": sum.to_string() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given<'g>(item: &'g Item, names: &'g Json, values: &'g Json) -> Given<'g> {
        Given { item, names, values }
    }

    fn item() -> Item {
        json!({"Lease": {"S": "r1"}, "Weight": {"N": "9"}}).as_object().unwrap().clone()
    }

    #[test]
    fn conditions_hold_or_not() {
        let (item, names) = (item(), json!({"#l": "Lease"}));
        let values = json!({":me": {"S": "r1"}, ":other": {"S": "r2"}, ":ten": {"N": "10"}});
        let check = |text: &str, expected: bool| {
            assert_eq!(holds(text, given(&item, &names, &values)), Ok(expected), "{text}");
        };
        check("attribute_not_exists(#l) OR #l = :me", true);
        check("attribute_not_exists(Lease) OR Lease = :other", false);
        check("attribute_not_exists(Live)", true);
        check("attribute_exists(Lease) AND NOT Lease = :other", true);
        check("(Lease <> :me OR Weight < :ten) AND begins_with(Lease, :me)", true);
        check("Weight >= :ten", false);
        check("Missing <> :me", true);
        check("Missing = :me", false);
        check("Lease IN (:other, :me)", true);
        check("Weight BETWEEN :ten AND :ten", false);
        for broken in ["Lease", "Lease = :nobody", "#x = :me", "a.b = :me", "Lease = :me :me", ""] {
            assert!(holds(broken, given(&item, &names, &values)).is_err(), "{broken}");
        }
    }

    #[test]
    fn updates_change_an_item() {
        let (item, names) = (item(), json!({"#l": "Lease"}));
        let values = json!({":me": {"S": "r2"}, ":one": {"N": "1"}, ":list": {"L": []}});
        let check = |text: &str, expected: Json| {
            let updated = updated(text, given(&item, &names, &values));
            assert_eq!(updated.map(Json::Object), Ok(expected), "{text}");
        };
        let weight = json!({"N": "9"});
        check("SET #l = :me", json!({"Lease": {"S": "r2"}, "Weight": weight}));
        check("REMOVE Lease", json!({"Weight": weight}));
        check(
            "SET Weight = Weight - :one, Live = if_not_exists(Live, :me) REMOVE #l",
            json!({"Weight": {"N": "8"}, "Live": {"S": "r2"}}),
        );
        check(
            "ADD Count :one",
            json!({"Lease": {"S": "r1"}, "Weight": weight, "Count": {"N": "1"}}),
        );
        check(
            "SET Steps = list_append(:list, :list)",
            json!({"Lease": {"S": "r1"}, "Weight": weight, "Steps": {"L": []}}),
        );
        for broken in ["SET Live = Missing", "DELETE a :me", "SET Lease :me", "ADD Lease :one"] {
            assert!(updated(broken, given(&item, &names, &values)).is_err(), "{broken}");
        }
    }
}
