//! State machines in files: definitions that stand alone, and those of resources in manifests, each
//! with the machine that watches over it.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::ir::lifted::asl::{self, machines};
use crate::ir::lifted::{FileId, Manifest, Node, Resource, Span};
use crate::manifest::read::Read;
use crate::manifest::source::File;
use crate::manifest::syntax;

use super::concrete::StandIns;
use super::run::arn_of;

/// A state machine that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The name of its file, or the address of its resource.
    pub name: String,
    /// Where it is written.
    pub span: Span,
    /// What it does, with stand-ins for what only a deployment knows.
    pub definition: Json,
    /// Where the names of its states are written.
    pub heads: BTreeMap<String, Span>,
    /// The machine that is started when an execution of it ends badly.
    pub watchdog: Option<Watchdog>,
    /// Parameters of Systems Manager in its manifest, by name.
    pub parameters: BTreeMap<String, String>,
}

/// A machine that settles what an execution of another left behind.
#[derive(Clone, Debug)]
pub struct Watchdog {
    /// Its name.
    pub name: String,
    /// What it does.
    pub definition: Json,
    /// It is started by executions that end so.
    pub statuses: Vec<String>,
    /// What of the event it is given.
    pub given: Given,
}

/// What of an event a target is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// All of it.
    Event,
    /// What stands at a path.
    At(String),
    /// Something else.
    Constant(String),
    /// A text with parts of it.
    Template(BTreeMap<String, String>, String),
}

/// How an execution ends badly.
const BADLY: [&str; 3] = ["FAILED", "TIMED_OUT", "ABORTED"];

/// Every state machine that was read, in the order of the files; watchdogs stand with what they
/// watch.
pub fn find(read: &Read) -> Vec<Found> {
    let mut found = Vec::new();
    for manifest in &read.manifests {
        found.extend(in_manifest(manifest, read));
    }
    found.extend(alone(read));
    found.sort_by_key(|it| it.span);
    found
}

fn of(name: &str, machine: asl::Machine<'_>, span: Span, stand_ins: StandIns<'_>) -> Found {
    let mut heads = BTreeMap::new();
    for (machine, _) in machine.nested() {
        for state in machine.states() {
            heads.entry(state.name.to_owned()).or_insert(state.head);
        }
    }
    let definition = stand_ins.json(machine.node);
    let parameters = parameters(stand_ins);
    Found { name: name.to_owned(), span, definition, heads, watchdog: None, parameters }
}

/// The values of a manifest's parameters, by their names and by what stands in for these.
fn parameters(stand_ins: StandIns<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let resources = stand_ins.manifest.map(|it| it.of("ssm/parameter"));
    for resource in resources.into_iter().flatten() {
        let text = |name| resource.property(name).map(|it| stand_ins.text(it));
        let Some(value) = text("insecure_value").or_else(|| text("value")) else { continue };
        let names = text("name").into_iter().chain([resource.address.clone()]);
        found.extend(names.map(|it| (it, value.clone())));
    }
    found
}

fn in_manifest(manifest: &Manifest, read: &Read) -> Vec<Found> {
    let stand_ins = StandIns { manifest: Some(manifest), files: &read.files };
    let mut all: Vec<(&Resource, Found)> = machines(manifest)
        .map(|(resource, machine)| {
            (resource, of(&resource.address, machine, resource.head, stand_ins))
        })
        .collect();
    let mut watching = Vec::new();
    for rule in manifest.of("events/rule") {
        let Some(pattern) = rule.property("event_pattern") else { continue };
        let source = pattern.get("source").map(Node::items).unwrap_or_default();
        if !source.iter().any(|it| it.text() == Some("aws.states")) {
            continue;
        }
        for target in targets(manifest, rule) {
            let arn = target.get("arn").and_then(|it| manifest.target(it));
            let position =
                all.iter().position(|(it, _)| arn.is_some_and(|arn| arn.address == it.address));
            let Some(position) = position else { continue };
            watching.push((
                position,
                watched(manifest, pattern),
                statuses(pattern),
                given(target, stand_ins),
            ));
        }
    }
    for (position, watched, statuses, given) in &watching {
        let (name, definition) =
            (all[*position].1.name.clone(), all[*position].1.definition.clone());
        for (other, (resource, found)) in all.iter_mut().enumerate() {
            let is_watched = watched.is_empty() || watched.contains(&resource.address);
            if other != *position && is_watched {
                found.watchdog = Some(Watchdog {
                    name: name.clone(),
                    definition: definition.clone(),
                    statuses: statuses.clone(),
                    given: given.clone(),
                });
            }
        }
    }
    let is_watching = |at: usize| watching.iter().any(|(position, ..)| *position == at);
    all.into_iter().enumerate().filter(|(at, _)| !is_watching(*at)).map(|(_, (_, it))| it).collect()
}

/// The targets of a rule: part of it in CloudFormation, resources of their own in Terraform.
fn targets<'m>(manifest: &'m Manifest, rule: &'m Resource) -> Vec<&'m Node> {
    let own = rule.property("targets").map(Node::items).unwrap_or_default();
    let others = manifest.of("events/target").filter(|target| {
        let named = target.property("rule").and_then(|it| manifest.target(it));
        named.is_some_and(|it| it.address == rule.address)
    });
    own.iter().chain(others.map(|it| &it.properties)).collect()
}

/// The machines whose executions a pattern asks for; none for all.
fn watched(manifest: &Manifest, pattern: &Node) -> Vec<String> {
    let arns = pattern.at("detail.stateMachineArn");
    let resources = arns.map(|it| manifest.targets(it)).unwrap_or_default();
    resources.into_iter().map(|it| it.address.clone()).collect()
}

fn statuses(pattern: &Node) -> Vec<String> {
    let named = pattern.at("detail.status").map(Node::items).unwrap_or_default();
    let named: Vec<_> = named.iter().filter_map(Node::text).map(str::to_owned).collect();
    if named.is_empty() { BADLY.map(str::to_owned).to_vec() } else { named }
}

fn given(target: &Node, stand_ins: StandIns<'_>) -> Given {
    let text = |node: &Node| match stand_ins.json(node) {
        Json::String(text) => text,
        other => other.to_string(),
    };
    if let Some(path) = target.get("input_path") {
        return Given::At(text(path));
    }
    if let Some(constant) = target.get("input") {
        return Given::Constant(text(constant));
    }
    let Some(template) = target.at("input_transformer.input_template") else { return Given::Event };
    let paths = target.at("input_transformer.input_paths").map(Node::fields).unwrap_or_default();
    let paths = paths.iter().map(|it| (it.key.to_string(), text(&it.value)));
    Given::Template(paths.collect(), text(template))
}

impl Watchdog {
    /// What it is given when an execution has ended.
    ///
    /// # Errors
    /// If what the rule makes of the event is no JSON.
    pub fn input(&self, event: &Json) -> Result<Json, String> {
        let at = |path: &str| {
            let found = super::path::look(path, event)?;
            found
                .map(std::borrow::Cow::into_owned)
                .ok_or_else(|| format!("the event has no `{path}`"))
        };
        let text = match &self.given {
            Given::Event => return Ok(event.clone()),
            Given::At(path) => return at(path),
            Given::Constant(text) => text.clone(),
            Given::Template(paths, template) => {
                let mut text = template.clone();
                for (name, path) in paths {
                    let value = at(path)?.to_string();
                    // EventBridge puts quotes around text unless the template has them.
                    text = text.replace(&format!("\"<{name}>\""), &value);
                    text = text.replace(&format!("<{name}>"), &value);
                }
                text
            }
        };
        serde_json::from_str(&text).map_err(|error| format!("its input is no JSON: {error}"))
    }
}

/// The event of an execution that has ended.
///
/// Source: <https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html>
pub(super) fn event(machine: &str, name: &str, status: &str, input: &Json) -> Json {
    let execution = format!("{}:{name}", arn_of("execution", machine));
    json!({
        "version": "0",
        "id": "00000000-0000-4000-8000-000000000000",
        "detail-type": "Step Functions Execution Status Change",
        "source": "aws.states",
        "account": "111111111111",
        "region": "eu-west-1",
        "resources": [execution],
        "detail": {
            "executionArn": execution,
            "stateMachineArn": arn_of("stateMachine", machine),
            "name": name,
            "status": status,
            "input": input.to_string(),
        },
    })
}

/// Definitions that stand alone in a file. In a folder with two, one that reads what an event says of
/// an execution is the other's watchdog.
fn alone(read: &Read) -> Vec<Found> {
    let mut found = Vec::new();
    for (position, file) in read.files.iter().enumerate() {
        let id = FileId(u32::try_from(position).unwrap_or(u32::MAX));
        found.extend(in_file(id, file, read));
    }
    let folder = |it: &Found| {
        let path = &read.files.get(it.span.file).path;
        path.rsplit_once('/').map(|(folder, _)| folder.to_owned())
    };
    let is_watching = |it: &Found| it.definition.to_string().contains("$.detail.");
    let (watching, mut watched): (Vec<_>, Vec<_>) = found.into_iter().partition(is_watching);
    for it in watching {
        let mut others = watched.iter_mut().filter(|other| folder(other) == folder(&it));
        match (others.next(), others.next()) {
            (Some(only), None) if only.watchdog.is_none() => {
                only.watchdog = Some(Watchdog {
                    name: it.name,
                    definition: it.definition,
                    statuses: BADLY.map(str::to_owned).to_vec(),
                    given: Given::Event,
                });
            }
            _ => watched.push(it),
        }
    }
    watched
}

fn in_file(id: FileId, file: &File, read: &Read) -> Option<Found> {
    if !["StartAt", "States"].iter().all(|word| file.text.contains(word)) {
        return None;
    }
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let is_yaml = [".yaml", ".yml"].iter().any(|it| name.ends_with(it));
    let parsed = if is_yaml {
        syntax::yaml::parse(id, &file.text)
    } else {
        syntax::json::parse(id, &file.text)
    };
    let machine = asl::Machine::new(&parsed.root)?;
    machine.start()?;
    let stem = name.split('.').next().unwrap_or(name);
    let stand_ins = StandIns { manifest: None, files: &read.files };
    Some(of(stem, machine, Span::new(id, 0, 0), stand_ins))
}
