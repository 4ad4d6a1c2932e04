//! A canary that is broken in one place at a time: which scenarios tell, and what they say.

use std::fmt::Write as _;
use std::path::PathBuf;

use formwork::lint::discover::discover;
use formwork::lint::globs::Globs;
use formwork::manifest::read::read;
use formwork::rehearse::find::{Found, find};
use formwork::rehearse::judge::rehearse;
use formwork::rehearse::stage::Stage;
use serde_json::{Value, json};

use super::CASES;

type Fault = (&'static str, fn(&mut Found));

/// Each breaks the canary in one place.
const FAULTS: &[Fault] = &[
    ("nothing", |_| {}),
    ("no watchdog", |it| it.watchdog = None),
    ("the watchdog hears of failures only", |it| {
        it.watchdog.as_mut().unwrap().statuses = vec!["FAILED".to_owned()];
    }),
    ("the watchdog frees any lease", |it| {
        let watchdog = &mut it.watchdog.as_mut().unwrap().definition["States"];
        watchdog["Is the lease its own?"]["Default"] = json!("Which colour is live?");
        watchdog["Free the lease"]["Parameters"]
            .as_object_mut()
            .unwrap()
            .remove("ConditionExpression");
    }),
    ("no time limit", |it| {
        each_object(&mut it.definition, &mut |fields| {
            fields.remove("TimeoutSeconds");
        });
    }),
    ("a shift is not tried again", |it| remove(it, "Shift 50", "Retry")),
    ("the lease is not taken twice", |it| {
        it.definition["States"]["Take the lease"]["Parameters"]["ConditionExpression"] =
            json!("attribute_not_exists(Lease)");
    }),
    ("the lease is taken from anybody", |it| {
        it.definition["States"]["Take the lease"]["Parameters"]
            .as_object_mut()
            .unwrap()
            .remove("ConditionExpression");
    }),
    ("alarms are looked at for nothing", |it| replace(&mut it.definition, "ALARM", "NEVER")),
    ("targets are looked at for nothing", |it| {
        replace(&mut it.definition, "Unhealthy before 10", "Healthy before 10");
        replace(&mut it.definition, "Unhealthy before 50", "Healthy before 50");
        replace(&mut it.definition, "Unhealthy before 100", "Healthy before 100");
        replace(&mut it.definition, "Unhealthy at the end", "Healthy at the end");
    }),
    ("no targets are as good as healthy ones", |it| {
        for step in ["before 10", "before 50", "before 100", "at the end"] {
            it.definition["States"][format!("Are there targets {step}?")]["Default"] =
                json!(format!("Alarms {step}"));
        }
    }),
    ("the live colour is not recorded", |it| {
        it.definition["States"]["Promote"]["Parameters"]["UpdateExpression"] =
            json!("SET Weight = :w REMOVE Lease");
    }),
    ("nothing frees the lease", |it| {
        let state = "Record the rollback";
        it.definition["States"][state]["Parameters"]["UpdateExpression"] = json!("SET Weight = :w");
        it.watchdog = None;
    }),
    ("the last step stops short", |it| {
        let weights = "/States/Shift 100/Parameters/Actions/0/ForwardConfig/TargetGroups";
        let weights = it.definition.pointer_mut(weights).unwrap();
        (weights[0]["Weight"], weights[1]["Weight"]) = (json!(10), json!(90));
    }),
    ("a path leads nowhere", |it| {
        it.definition["States"]["Shift 10"]["Parameters"]["RuleArn.$"] = json!("$.colours.rule");
    }),
];

fn remove(found: &mut Found, state: &str, field: &str) {
    found.definition["States"][state].as_object_mut().unwrap().remove(field).unwrap();
}

fn each_object(value: &mut Value, change: &mut dyn FnMut(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Object(fields) => {
            change(fields);
            fields.values_mut().for_each(|it| each_object(it, change));
        }
        Value::Array(items) => items.iter_mut().for_each(|it| each_object(it, change)),
        _ => {}
    }
}

/// Replaces a text that is a value, everywhere.
fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => to.clone_into(text),
        Value::Object(fields) => fields.values_mut().for_each(|it| replace(it, from, to)),
        Value::Array(items) => items.iter_mut().for_each(|it| replace(it, from, to)),
        _ => {}
    }
}

#[test]
fn faults_are_told() {
    let folder = PathBuf::from(CASES).join("canary");
    let discovered = discover(&[folder], &Globs::none()).unwrap();
    let read = read(&discovered.entries, &|path| std::fs::read(path), &|| {});
    let whole = find(&read).swap_remove(0);
    let mut told = String::new();
    for (name, fault) in FAULTS {
        let mut found = whole.clone();
        fault(&mut found);
        // What input the whole one is made up is the same for each.
        let input = Stage::new(&whole, None).unwrap().input;
        let stage = Stage::new(&found, Some(input)).unwrap();
        let wrong: Vec<_> =
            rehearse(&stage).unwrap().into_iter().filter(|it| !it.wrong.is_empty()).collect();
        assert_eq!(wrong.is_empty(), *name == "nothing", "{name}");
        let _ = writeln!(told, "{name}: {} scenarios", wrong.len());
        for it in wrong.iter().take(2) {
            let _ = writeln!(told, "  {}: {}", it.scenario.name, it.wrong.join("; "));
        }
    }
    insta::assert_snapshot!("faults", told);
}
