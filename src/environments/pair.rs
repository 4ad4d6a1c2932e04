//! Which resources are the same in several environments: by address, then by structure.
//!
//! Addresses are compared without identity and without the number of a copy. What is left over is
//! told apart as Weisfeiler and Lehman do it: each resource is labelled by its kind, then again and
//! again by the labels around it; two that alone have one label are the same.

use std::collections::BTreeMap;

use crate::ir::lifted::{Data, Manifest, declaration};
use crate::rules::parity::{Instance, Matched, Place};

use super::erase::erase;
use super::leaves::{align, parts};
use super::scalar::Names;

/// How often resources are labelled by what is around them.
const ROUNDS: usize = 3;

/// The manifest of an environment, and which reading it is from.
pub(super) type Part<'m> = Option<(usize, &'m Manifest)>;

/// The resources of several manifests, matched. `names` are those of the environments.
pub(super) fn pair<'m>(each: &[Part<'m>], names: &[String]) -> Vec<Matched<'m>> {
    let mut addresses: Vec<Vec<String>> =
        each.iter().map(|part| part.map_or(Vec::new(), |(_, it)| own(it, names))).collect();
    by_structure(each, &mut addresses);
    let mut found: BTreeMap<&str, Vec<Option<usize>>> = BTreeMap::new();
    for (at, part) in each.iter().enumerate() {
        let Some((_, manifest)) = part else { continue };
        for (position, address) in addresses[at].iter().enumerate() {
            if is_resource(manifest, position) {
                let places = found.entry(address).or_insert_with(|| vec![None; each.len()]);
                places[at].get_or_insert(position);
            }
        }
    }
    let matched = found.into_iter().map(|(address, places)| {
        let instance = |(at, position): (usize, &Option<usize>)| {
            let (read, manifest) = each[at]?;
            let resource = &manifest.resources[(*position)?];
            Some(Instance { head: Place { read, span: resource.head }, resource })
        };
        let instances: Vec<_> = places.iter().enumerate().map(instance).collect();
        let of = |(at, it): (usize, &Option<Instance<'m>>)| {
            let it = it.as_ref()?;
            let names =
                Names { environments: names, resources: &addresses[at], read: it.head.read };
            Some(parts(it.resource, &names))
        };
        let parts: Vec<_> = instances.iter().enumerate().map(of).collect();
        Matched { address: address.to_owned(), leaves: align(address, &parts), each: instances }
    });
    matched.collect()
}

fn is_resource(manifest: &Manifest, position: usize) -> bool {
    let kind = manifest.resources[position].kind;
    kind.is_none_or(|kind| !declaration::is_declaration(kind) || kind.name == "compose-service")
}

/// The addresses of a manifest without identity; those that would then be alike keep it.
fn own(manifest: &Manifest, names: &[String]) -> Vec<String> {
    let plain = |address: &str| without_number(address);
    let erased = |address: &str| erase(&plain(address), names);
    let mut origins: BTreeMap<String, String> = BTreeMap::new();
    let mut clashing: Vec<String> = Vec::new();
    for it in &manifest.resources {
        let first = origins.entry(erased(&it.address)).or_insert_with(|| plain(&it.address));
        if *first != plain(&it.address) {
            clashing.push(erased(&it.address));
        }
    }
    let address = |it: &str| {
        let erased = erased(it);
        if clashing.contains(&erased) { plain(it) } else { erased }
    };
    manifest.resources.iter().map(|it| address(&it.address)).collect()
}

/// An address without the number of a copy: `aws_subnet.a[1]` is `aws_subnet.a`.
fn without_number(address: &str) -> String {
    let mut plain = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(start) = rest.find('[') {
        let inside = &rest[start + 1..];
        let Some(end) = inside.find(']') else { break };
        plain.push_str(&rest[..start]);
        if !inside[..end].bytes().all(|it| it.is_ascii_digit()) {
            plain.push_str(&rest[start..start + end + 2]);
        }
        rest = &inside[end + 1..];
    }
    plain + rest
}

/// Gives what has no partner by its address the address of what stands in its place elsewhere.
fn by_structure(each: &[Part<'_>], addresses: &mut [Vec<String>]) {
    let Some(last) = (0..each.len()).rev().find(|at| each[*at].is_some()) else { return };
    for at in (0..last).filter(|at| each[*at].is_some()) {
        let (Some((_, here)), Some((_, there))) = (each[at], each[last]) else { continue };
        let (own, other) = (&addresses[at], &addresses[last]);
        let is_shared = |address: &String| own.contains(address) && other.contains(address);
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut lonely = |manifest: &Manifest, addresses: &[String]| {
            let labels = labels(manifest, addresses, &is_shared, &mut known);
            let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (position, address) in addresses.iter().enumerate() {
                if is_resource(manifest, position) && !is_shared(address) {
                    found.entry(labels[position]).or_default().push(position);
                }
            }
            found
        };
        let (ours, theirs) = (lonely(here, own), lonely(there, other));
        let renamed: Vec<_> = ours
            .iter()
            .filter_map(|(label, positions)| match (&**positions, theirs.get(label)?.as_slice()) {
                ([position], [partner]) => Some((*position, other[*partner].clone())),
                _ => None,
            })
            .collect();
        for (position, address) in renamed {
            addresses[at][position] = address;
        }
    }
}

/// The label of each resource; `known` numbers labels, the same for all manifests.
fn labels(
    manifest: &Manifest,
    addresses: &[String],
    is_shared: &dyn Fn(&String) -> bool,
    known: &mut BTreeMap<String, usize>,
) -> Vec<usize> {
    let mut number = |label: String| {
        let next = known.len();
        *known.entry(label).or_insert(next)
    };
    let first = |(position, address): (usize, &String)| {
        let kind = manifest.resources[position].kind_name();
        if is_shared(address) { format!("={address}") } else { format!("kind {kind}") }
    };
    let firsts: Vec<_> = addresses.iter().enumerate().map(first).collect();
    let mut labels: Vec<usize> = firsts.into_iter().map(&mut number).collect();
    let edges = edges(manifest);
    for _ in 0..ROUNDS {
        let mut around: Vec<Vec<(char, usize)>> = vec![Vec::new(); labels.len()];
        for (from, to) in &edges {
            around[*from].push(('>', labels[*to]));
            around[*to].push(('<', labels[*from]));
        }
        let again = labels.iter().zip(around).map(|(own, mut around)| {
            around.sort_unstable();
            around.dedup();
            format!("{own} {around:?}")
        });
        let again: Vec<_> = again.collect();
        labels = again.into_iter().map(&mut number).collect();
    }
    labels
}

/// Which resource refers to which, by position.
fn edges(manifest: &Manifest) -> Vec<(usize, usize)> {
    let mut edges = Vec::new();
    for (from, resource) in manifest.resources.iter().enumerate() {
        resource.properties.walk(&mut |node| {
            if let Data::Reference(id, _) = &node.data {
                let to = id.0 as usize;
                if to < manifest.resources.len() {
                    edges.push((from, to));
                }
            }
        });
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_one() {
        let check = |address, expected: &str| assert_eq!(without_number(address), expected);
        check("aws_subnet.a[1]", "aws_subnet.a");
        check("module.web[0].aws_subnet.a[\"x\"]", "module.web.aws_subnet.a[\"x\"]");
        check("aws_subnet.a", "aws_subnet.a");
    }
}
