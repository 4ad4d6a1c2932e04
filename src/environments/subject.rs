//! What is compared: manifests, files of values and parts of one file that belong together.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::lifted::{Format, Manifest, Node, Span};
use crate::rules::parity::{
    Class, Comparison, Environment, Leaf, Origin, Place, Shape, Topic, Value, class_of_key, rank,
};

use super::Reading;
use super::erase::erase;
use super::keyed::{self, Keyed};
use super::pair::{Part, pair};
use super::scalar::Names;

/// How deep files of values are searched for versions and sizes.
const DEEPEST: usize = 6;

/// What is to be compared of some readings: those of environments together, and each file that is
/// keyed by environment on its own. `order` names environments from the first to the last.
pub fn comparisons<'m>(readings: &'m [Reading], order: &[String]) -> Vec<Comparison<'m>> {
    let mut found = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        let name = reading.input.environment.as_str();
        if !name.is_empty() && !named.contains(&name) {
            named.push(name);
        }
        for given in reading.given.iter().filter(|_| name.is_empty()) {
            let path = &reading.read.files.get(given.file).path;
            let keyed = keyed::find(&given.root);
            let own = (path.as_str(), at, &reading.optional);
            found.extend(keyed.iter().filter_map(|it| of_keyed(own, it, order)));
        }
    }
    if !named.is_empty() {
        let environments = sorted(named.into_iter(), order);
        found.extend(of_readings(readings, &environments));
    }
    found
}

/// Environments in the order in which a release reaches them.
fn sorted<'n>(names: impl Iterator<Item = &'n str>, order: &[String]) -> Vec<Environment> {
    let mut environments: Vec<_> = names.map(Environment::new).collect();
    let place = |it: &Environment| order.iter().position(|name| *name == it.name);
    environments.sort_by_key(|it| match place(it) {
        Some(at) => (0, at),
        None => (1, usize::from(rank(&it.name))),
    });
    environments
}

/// One file that is keyed by environment. An environment without a key is not set up yet.
fn of_keyed<'m>(
    (path, read, optional): (&str, usize, &BTreeSet<String>),
    keyed: &Keyed<'_>,
    order: &[String],
) -> Option<Comparison<'m>> {
    let filled = |name: &&str| {
        keyed.environments.iter().any(|it| it.key == **name && !it.value.fields().is_empty())
    };
    let names = keyed.environments.iter().map(|it| &*it.key).filter(filled);
    let environments = sorted(names, order);
    if environments.len() < 2 {
        return None;
    }
    let part = |it: &Environment| keyed.environments.iter().find(|field| field.key == it.name);
    let parts: Vec<_> = environments.iter().map(part).collect();
    let names: Vec<_> = environments.iter().map(|it| it.name.clone()).collect();
    let roots: Vec<_> = parts.iter().map(|it| it.map(|it| (read, &it.value))).collect();
    let heads = parts.iter().map(|it| it.map(|it| Place { read, span: it.key_span })).collect();
    Some(Comparison {
        subject: if keyed.path.is_empty() {
            path.to_owned()
        } else {
            format!("{path}:{}", keyed.path)
        },
        heads,
        manifests: vec![None; environments.len()],
        resources: Vec::new(),
        keys: keys(&roots, &names, &|key| keyed.is_overlay || optional.contains(key)),
        origin: Origin::Values,
        environments,
    })
}

/// The readings of each environment, by what belongs together.
fn of_readings<'m>(readings: &'m [Reading], environments: &[Environment]) -> Vec<Comparison<'m>> {
    let names: Vec<_> = environments.iter().map(|it| it.name.clone()).collect();
    let at = |reading: &Reading| names.iter().position(|it| *it == reading.input.environment);
    let mut manifests: BTreeMap<String, Vec<Part<'m>>> = BTreeMap::new();
    let mut values: BTreeMap<String, Vec<Option<(usize, &'m Node)>>> = BTreeMap::new();
    for (read, reading) in readings.iter().enumerate() {
        let Some(at) = at(reading) else { continue };
        for manifest in &reading.read.manifests {
            let key = key_of(reading, &manifest.frame.name, &names);
            manifests.entry(key).or_insert_with(|| vec![None; names.len()])[at] =
                Some((read, manifest));
        }
        for given in &reading.given {
            let name = &reading.read.files.get(given.file).path;
            let key = erase(name, &names);
            let parts = values.entry(key).or_insert_with(|| vec![None; names.len()]);
            parts[at] = Some((read, &given.root));
        }
    }
    let manifests = merged(manifests, names.len());
    let values = merged(values, names.len());
    let mut found: Vec<_> = manifests
        .iter()
        .map(|(subject, parts)| of_manifests(subject, parts, environments, &names))
        .collect();
    found.extend(values.iter().map(|(subject, parts)| {
        of_values(subject, parts, (readings, &manifests), environments, &names)
    }));
    if let Some(stacks) = of_subjects(&manifests, environments) {
        found.push(stacks);
    }
    found
}

/// If every environment has one part, they belong together whatever they are called.
fn merged<T: Copy>(
    parts: BTreeMap<String, Vec<Option<T>>>,
    environments: usize,
) -> BTreeMap<String, Vec<Option<T>>> {
    let number = |at: usize| parts.values().filter(|it| it[at].is_some()).count();
    if parts.len() < 2 || (0..environments).any(|at| number(at) > 1) {
        return parts;
    }
    let first = |at: usize| parts.values().find_map(|it| it[at]);
    let subject = parts.keys().next_back().cloned().unwrap_or_default();
    BTreeMap::from([(subject, (0..environments).map(first).collect())])
}

/// What a manifest is called without the folder of its environment and the environment's name.
fn key_of(reading: &Reading, name: &str, names: &[String]) -> String {
    let root = reading.input.path.to_string_lossy().replace('\\', "/");
    let root = root.trim_start_matches("./").trim_end_matches('/');
    let inside = name.strip_prefix(root).map(|rest| rest.trim_start_matches('/'));
    match inside {
        Some(rest) if !rest.is_empty() => erase(rest, names),
        _ => erase(name, names),
    }
}

fn place_of(read: usize, manifest: &Manifest) -> Place {
    let head = manifest.resources.first().map(|it| it.head);
    Place { read, span: head.unwrap_or_default() }
}

fn of_manifests<'m>(
    subject: &str,
    parts: &[Part<'m>],
    environments: &[Environment],
    names: &[String],
) -> Comparison<'m> {
    let heads = parts.iter().map(|it| it.map(|(read, manifest)| place_of(read, manifest)));
    let formats: Vec<_> = parts.iter().flatten().map(|(_, it)| it.format).collect();
    let is_of_resources =
        |it: &Format| matches!(it, Format::CloudFormation | Format::Terraform | Format::Plan);
    let alike =
        formats.iter().all(|it| Some(it) == formats.first()) || formats.iter().all(is_of_resources);
    let files: BTreeSet<_> = parts.iter().flatten().map(|(_, it)| &it.frame.name).collect();
    Comparison {
        subject: subject.to_owned(),
        environments: environments.to_vec(),
        heads: heads.collect(),
        manifests: parts.iter().map(|it| it.map(|(_, manifest)| manifest)).collect(),
        resources: if alike { pair(parts, names) } else { Vec::new() },
        keys: Vec::new(),
        origin: if files.len() < 2 { Origin::Shared } else { Origin::Separate },
    }
}

/// Files of values. Of those that give manifests their values, only presence and type are compared:
/// what the values do is seen in the manifests.
fn of_values<'m>(
    subject: &str,
    parts: &[Option<(usize, &'m Node)>],
    (readings, manifests): (&'m [Reading], &BTreeMap<String, Vec<Part<'m>>>),
    environments: &[Environment],
    names: &[String],
) -> Comparison<'m> {
    let declared: Vec<&Manifest> =
        parts.iter().flatten().flat_map(|(read, _)| &readings[*read].read.manifests).collect();
    let has_default = |key: &str| {
        declared.iter().flat_map(|it| it.of("parameter")).any(|it| {
            it.property("name").and_then(Node::text) == Some(key)
                && it.property("default").is_some()
        })
    };
    let mut keys = keys(parts, names, &has_default);
    if !declared.is_empty() && !manifests.is_empty() {
        for leaf in &mut keys {
            leaf.class = Class::Free;
        }
    }
    let heads = parts.iter().map(|it| {
        let (read, node) = (*it)?;
        let first = node.fields().first().map_or(node.span, |it| it.key_span);
        Some(Place { read, span: first })
    });
    Comparison {
        subject: subject.to_owned(),
        environments: environments.to_vec(),
        heads: heads.collect(),
        manifests: vec![None; environments.len()],
        resources: Vec::new(),
        keys,
        origin: Origin::Values,
    }
}

/// Which manifests every environment has.
fn of_subjects<'m>(
    manifests: &BTreeMap<String, Vec<Part<'m>>>,
    environments: &[Environment],
) -> Option<Comparison<'m>> {
    if manifests.len() < 2 {
        return None;
    }
    let heads = (0..environments.len())
        .map(|at| manifests.values().find_map(|it| it[at].map(|(read, it)| place_of(read, it))));
    let keys = manifests.iter().map(|(subject, parts)| {
        let value = |part: &Part<'m>| {
            let (read, manifest) = (*part)?;
            Some(Value {
                place: place_of(read, manifest),
                text: manifest.frame.name.clone(),
                bare: Some(subject.clone()),
                shape: Shape::Text,
            })
        };
        let values = parts.iter().map(value).collect();
        Leaf { path: subject.clone(), class: Class::Free, values }
    });
    Some(Comparison {
        subject: "manifests".to_owned(),
        environments: environments.to_vec(),
        heads: heads.collect(),
        manifests: vec![None; environments.len()],
        resources: Vec::new(),
        keys: keys.collect(),
        origin: Origin::Values,
    })
}

/// The keys of several objects: all at the top, and versions, engines and sizes inside.
fn keys(
    roots: &[Option<(usize, &Node)>],
    names: &[String],
    has_default: &dyn Fn(&str) -> bool,
) -> Vec<Leaf> {
    let mut leaves: BTreeMap<String, Leaf> = BTreeMap::new();
    for (at, root) in roots.iter().enumerate() {
        let Some((read, node)) = root else { continue };
        let names = Names { environments: names, resources: &[], read: *read };
        let mut add = |path: String, class: Class, node: &Node, span: Span| {
            let mut value = names.value(node);
            value.place.span = span;
            if class == Class::Equal(Topic::Image) {
                value.bare = value.bare.map(|it| without_registry(&it).to_owned());
            }
            let values = vec![None; roots.len()];
            let leaf = leaves.entry(path.clone()).or_insert(Leaf { path, class, values });
            leaf.values[at] = Some(value);
        };
        for field in node.fields() {
            add(field.key.to_string(), class_of_key(&field.key), &field.value, field.key_span);
            inside(&field.value, &field.key, 1, &mut add);
        }
    }
    leaves.retain(|path, leaf| {
        // What is missing inside an object is a matter of the object.
        let is_missing =
            leaf.values.iter().zip(roots).any(|(it, root)| it.is_none() && root.is_some());
        !is_missing || !path.contains('/') && !has_default(path)
    });
    leaves.into_values().collect()
}

fn inside(node: &Node, path: &str, depth: usize, add: &mut impl FnMut(String, Class, &Node, Span)) {
    for field in node.fields() {
        let path = format!("{path}/{}", field.key);
        let class = class_of_key(&path);
        if class != Class::Free {
            add(path.clone(), class, &field.value, field.key_span);
        }
        if depth < DEEPEST {
            inside(&field.value, &path, depth + 1, add);
        }
    }
}

/// An image without its registry, which may be one of the environment's own account.
fn without_registry(image: &str) -> &str {
    match image.split_once('/') {
        Some((registry, rest)) if registry.contains(['.', ':']) => rest,
        _ => image,
    }
}
