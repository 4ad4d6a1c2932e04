//! An input for a machine of which only the definition is known: what it reads and does not write.

use serde_json::{Map, Value as Json, json};

use super::path::{Step, put, steps};

/// What a machine's input must have, each with a value that the machine can go on with.
#[derive(Default)]
struct Wanted {
    /// Paths that are read, with the value that suits.
    read: Vec<(String, Json)>,
    /// Paths that the machine writes itself, or asks for before it reads them.
    own: Vec<String>,
}

/// An input that has everything a definition reads from it.
pub(super) fn stand_in(definition: &Json) -> Json {
    let mut wanted = Wanted::default();
    wanted.machine(definition);
    let mut read = std::mem::take(&mut wanted.read);
    // A longer path first: what it makes an object is no text.
    read.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
    let mut input = json!({});
    for (path, value) in read {
        let is_own = wanted.own.iter().any(|own| starts_with(&path, own));
        let is_there = super::path::look(&path, &input).is_ok_and(|it| it.is_some());
        if !is_own && !is_there && is_plain(&path) {
            // A path through text is one that another use of it contradicts.
            let _ = put(&path, &mut input, value);
        }
    }
    input
}

/// Whether a path names one value below `$`, by keys alone.
fn is_plain(path: &str) -> bool {
    steps(path).is_ok_and(|it| !it.is_empty() && it.iter().all(|it| matches!(it, Step::Key(_))))
}

fn starts_with(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|it| it.is_empty() || it.starts_with(['.', '[']))
}

impl Wanted {
    fn machine(&mut self, machine: &Json) {
        let states = machine.get("States").and_then(Json::as_object);
        for state in states.into_iter().flatten().filter_map(|(_, it)| it.as_object()) {
            self.state(state);
        }
    }

    fn state(&mut self, state: &Map<String, Json>) {
        for (key, value) in state {
            match (key.as_str(), value) {
                ("Parameters" | "ItemSelector", _) => self.template(value),
                ("Choices", Json::Array(rules)) => {
                    for rule in rules {
                        self.rule(rule);
                    }
                }
                ("Branches", Json::Array(branches)) => {
                    for branch in branches {
                        self.machine(branch);
                    }
                }
                ("ResultPath", Json::String(path)) => self.own.push(path.clone()),
                ("Catch", Json::Array(catchers)) => {
                    let paths = catchers.iter().filter_map(|it| it.get("ResultPath")?.as_str());
                    self.own.extend(paths.map(str::to_owned));
                }
                ("SecondsPath", Json::String(path)) => self.reads(path, &json!(60)),
                ("ItemsPath", Json::String(path)) => self.reads(path, &json!(["item"])),
                ("InputPath" | "ErrorPath" | "CausePath", Json::String(path)) => self.text(path),
                // What a `Map` does sees its items.
                _ => {}
            }
        }
    }

    fn template(&mut self, template: &Json) {
        match template {
            Json::Object(fields) => {
                for (key, value) in fields {
                    match value {
                        Json::String(text) if key.ends_with(".$") => self.text(text),
                        value => self.template(value),
                    }
                }
            }
            Json::Array(items) => {
                for item in items {
                    self.template(item);
                }
            }
            _ => {}
        }
    }

    fn rule(&mut self, rule: &Json) {
        for key in ["And", "Or"] {
            let rules = rule.get(key).and_then(Json::as_array);
            for rule in rules.into_iter().flatten() {
                self.rule(rule);
            }
        }
        if let Some(rule) = rule.get("Not") {
            self.rule(rule);
        }
        let Some(variable) = rule.get("Variable").and_then(Json::as_str) else { return };
        for (key, value) in rule.as_object().into_iter().flatten() {
            match (key.as_str(), value) {
                ("Variable" | "Next" | "Comment", _) => {}
                // It may be missing: then it is.
                ("IsPresent", _) => self.own.push(variable.to_owned()),
                (_, Json::String(path)) if key.ends_with("Path") => {
                    self.text(variable);
                    self.text(path);
                }
                // A value that the machine knows is one that it can go on with.
                (_, value) if key.ends_with("Equals") => self.reads(variable, value),
                _ => self.text(variable),
            }
        }
    }

    /// Notes each path in an expression, for text named as its last key.
    fn text(&mut self, expression: &str) {
        for (start, _) in expression.match_indices('$') {
            let rest = &expression[start..];
            let end = rest.find([',', ')', ' ', '\'']).unwrap_or(rest.len());
            let path = &rest[..end];
            let is_second = start > 0 && expression.as_bytes()[start - 1] == b'$';
            let path = match path.strip_prefix("$$.Execution.Input") {
                Some(rest) => format!("${rest}"),
                None if is_second || path.starts_with("$$") => continue,
                None => path.to_owned(),
            };
            let name = path.rsplit(['.', '$']).next().unwrap_or_default().to_owned();
            self.reads(&path, &Json::String(name));
        }
    }

    fn reads(&mut self, path: &str, value: &Json) {
        self.read.push((path.to_owned(), value.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_has_what_is_read_and_not_written() {
        let machine = json!({"States": {
            "A": {"Type": "Task", "ResultPath": "$.made", "Parameters": {
                "A.$": "$.release.id", "B.$": "States.Format('{}-{}', $.name, $.made.x)",
                "C": [{"D.$": "$$.Execution.Input.zone", "E.$": "$$.Execution.Name"}]}},
            "B": {"Type": "Choice", "Choices": [
                {"Variable": "$.mode", "StringEquals": "fast", "Next": "A"},
                {"And": [{"Variable": "$.odd", "IsPresent": true},
                         {"Variable": "$.count", "NumericGreaterThanEquals": 2}], "Next": "A"}]},
            "C": {"Type": "Wait", "SecondsPath": "$.bake"},
            "D": {"Type": "Parallel", "Branches": [{"States": {"E": {"InputPath": "$.release"}}}]}
        }});
        let expected = json!({
            "release": {"id": "id"}, "name": "name", "zone": "zone", "mode": "fast", "count": 2, "bake": 60
        });
        assert_eq!(stand_in(&machine), expected);
    }
}
