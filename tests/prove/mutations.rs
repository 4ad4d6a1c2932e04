//! Breaks the good machine in one place at a time: what makes it worse must be refused.
//!
//! `equivalent.txt` lists the mutations that change nothing that can be told from outside, each with
//! its reason. One that is not listed must be refused; one that is listed must not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use formwork::ir::lifted::asl::Machine;
use formwork::ir::lifted::{FileId, Node};
use formwork::manifest::syntax;
use formwork::prove::{Subject, Watchdog, prove};
use serde_json::{Value, json};

use super::CASES;

/// A machine with one thing missing.
struct Mutant {
    /// As in `canary/Shift5/Catch/0`.
    name: String,
    text: String,
}

#[test]
fn what_makes_the_good_machine_worse_is_refused() {
    let folder = Path::new(CASES).join("canary");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let (canary, watchdog) = (read("canary.asl.json"), read("watchdog.asl.json"));
    assert_eq!(refusals(&canary, &watchdog), Ok(BTreeSet::new()), "the good machine is proven");
    let of_canary = mutants("canary", &canary).into_iter().map(|it| (it.name, it.text, None));
    let of_watchdog =
        mutants("watchdog", &watchdog).into_iter().map(|it| (it.name, it.text, Some(())));
    let all: Vec<_> = of_canary.chain(of_watchdog).collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(all.len());
    let survivors: BTreeSet<&str> = std::thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(workers));
        let (canary, watchdog) = (&canary, &watchdog);
        let survive = |part: &'_ [(String, String, Option<()>)]| -> Vec<usize> {
            let judged = part.iter().enumerate().filter(|(_, (_, text, of_watchdog))| {
                let found = match of_watchdog {
                    None => refusals(text, watchdog),
                    Some(()) => refusals(canary, text),
                };
                found == Ok(BTreeSet::new())
            });
            judged.map(|(at, _)| at).collect()
        };
        let running: Vec<_> =
            parts.map(|part| (part, scope.spawn(move || survive(part)))).collect();
        let survivors = running.into_iter().flat_map(|(part, thread)| {
            thread.join().unwrap().into_iter().map(|at| part[at].0.as_str())
        });
        survivors.collect()
    });
    let listed = listed();
    let unlisted: Vec<_> = survivors.iter().filter(|it| !listed.contains_key(**it)).collect();
    assert!(unlisted.is_empty(), "of {}, these survive without a reason: {unlisted:#?}", all.len());
    let caught: Vec<_> = listed.keys().filter(|it| !survivors.contains(&***it)).collect();
    assert!(caught.is_empty(), "these are refused, or are no mutations: {caught:#?}");
}

/// The mutations that may survive, with their reasons.
fn listed() -> BTreeMap<String, String> {
    let text = fs::read_to_string(Path::new(CASES).join("../equivalent.txt")).unwrap();
    let lines = text.lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    let entries = lines.map(|line| {
        let (name, reason) = line.split_once(": ").expect("a mutation and its reason");
        (name.to_owned(), reason.to_owned())
    });
    entries.collect()
}

/// The rules that refuse a machine; why it cannot be explored, if it cannot.
fn refusals(canary: &str, watchdog: &str) -> Result<BTreeSet<&'static str>, String> {
    let parse = |text: &str| syntax::json::parse(FileId(0), text).root;
    let (canary, watchdog) = (parse(canary), parse(watchdog));
    let subject = |name: &'static str, node| Subject {
        name,
        machine: Machine::new(node).unwrap(),
        manifest: None,
    };
    let watchdog = Watchdog { subject: subject("watchdog", &watchdog), watch: None };
    let found = prove(subject("canary", &canary), Some(watchdog));
    let found: Result<_, _> = found.map_err(|why| format!("{why:?}"));
    Ok(found?.counterexamples.iter().map(|it| it.diagnostic.rule).collect())
}

/// Every way to take something out of a machine.
fn mutants(machine: &str, text: &str) -> Vec<Mutant> {
    let definition: Value = serde_json::from_str(text).unwrap();
    let mut found = Vec::new();
    for path in states(&definition, "/States") {
        let state = definition.pointer(&path).unwrap();
        let name = path.replace("/States/", "/").replace("/ItemProcessor", "");
        let mut add = |what: &str, changed: Value| {
            let mut mutant = definition.clone();
            *mutant.pointer_mut(&path).unwrap() = changed;
            found
                .push(Mutant { name: format!("{machine}{name}/{what}"), text: mutant.to_string() });
        };
        for list in ["Catch", "Retry", "Choices"] {
            let entries = state[list].as_array().map_or(0, Vec::len);
            for entry in 0..entries {
                let mut changed = state.clone();
                changed[list].as_array_mut().unwrap().remove(entry);
                add(&format!("{list}/{entry}"), changed);
            }
        }
        for field in ["Default", "Parameters/ConditionExpression"] {
            if state.pointer(&format!("/{field}")).is_some() {
                add(field, without(state, field));
            }
        }
        // A check or a step that is left out.
        if let Some(next) = state.get("Next").filter(|_| state["Type"] != "Pass") {
            add("skipped", json!({"Type": "Pass", "Next": next}));
        }
        // A choice that is made without looking.
        let rules = state["Choices"].as_array().into_iter().flatten();
        for (entry, rule) in rules.enumerate() {
            add(&format!("Choices/{entry}/always"), json!({"Type": "Pass", "Next": rule["Next"]}));
        }
        if let Some(next) = state.get("Default") {
            add("Default/always", json!({"Type": "Pass", "Next": next}));
        }
    }
    found
}

fn without(state: &Value, field: &str) -> Value {
    let mut changed = state.clone();
    let (parent, key) = field.rsplit_once('/').unwrap_or(("", field));
    let parent = if parent.is_empty() { String::new() } else { format!("/{parent}") };
    changed.pointer_mut(&parent).unwrap().as_object_mut().unwrap().remove(key);
    changed
}

/// The pointers of all states, also inner ones.
fn states(definition: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, state) in definition.pointer(at).unwrap().as_object().unwrap() {
        let path = format!("{at}/{name}");
        let inner = format!("{path}/ItemProcessor/States");
        if state.get("ItemProcessor").is_some() {
            found.extend(states(definition, &inner));
        }
        found.push(path);
    }
    found
}

#[test]
fn a_machine_too_large_is_told_and_not_waited_for() {
    let states: Vec<(String, Value)> = (0..11_000)
        .map(|at| (format!("S{at}"), json!({"Type": "Pass", "Next": format!("S{}", at + 1)})))
        .chain([("S11000".to_owned(), json!({"Type": "Succeed"}))])
        .collect();
    let states: serde_json::Map<String, Value> = states.into_iter().collect();
    let text = json!({"StartAt": "S0", "States": states}).to_string();
    let node: Node = syntax::json::parse(FileId(0), &text).root;
    let subject = Subject { name: "m", machine: Machine::new(&node).unwrap(), manifest: None };
    let why = prove(subject, None).unwrap_err();
    assert!(format!("{why:?}").contains("more than 10000 states"), "{why:?}");
}
