//! Task definitions with their containers.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

use super::{Container, containers_of};

/// A task definition and its containers, in every branch.
#[derive(Clone, Debug)]
pub(crate) struct Task<'m> {
    /// The task definition.
    pub resource: &'m Resource,
    /// Its containers.
    pub containers: Vec<Container<'m>>,
}

/// Every task definition of a manifest that has containers which are known.
pub(crate) fn tasks(manifest: &Manifest) -> Vec<Task<'_>> {
    let resources = manifest.of("ecs/task-definition");
    let tasks = resources.map(|resource| Task { resource, containers: containers_of(resource) });
    tasks.filter(|task| !task.containers.is_empty()).collect()
}

/// The containers of a task definition, if each one is known and none of them is a choice.
pub(crate) fn all_containers(task: &Resource) -> Option<Vec<Container<'_>>> {
    let list = task.property("container_definitions")?.known();
    let Data::List(items) = &list.data else { return None };
    let known = items.iter().all(|it| matches!(it.known().data, Data::Object(_)));
    (known && !items.is_empty()).then(|| containers_of(task))
}

/// CPU units, of a number or a text such as `.5 vCPU`.
pub(crate) fn cpu_units(node: &Node) -> Option<i64> {
    node.integer().or_else(|| scaled(node.text()?, "vcpu"))
}

/// MiB, of a number or a text such as `2 GB`.
pub(crate) fn mebibytes(node: &Node) -> Option<i64> {
    node.integer().or_else(|| scaled(node.text()?, "gb"))
}

/// A number with its unit, in 1024ths of the unit.
fn scaled(text: &str, unit: &str) -> Option<i64> {
    let text = text.trim().to_ascii_lowercase();
    let (whole, part) = match text.strip_suffix(unit)?.trim().split_once('.') {
        Some((whole, part)) => (whole.to_owned(), part.to_owned()),
        None => (text.strip_suffix(unit)?.trim().to_owned(), String::new()),
    };
    if whole.is_empty() && part.is_empty() || part.len() > 4 {
        return None;
    }
    let digits = |it: &str| if it.is_empty() { Some(0) } else { it.parse::<u32>().ok() };
    let tenth = 10_i64.pow(u32::try_from(part.len()).ok()?);
    let sum = i64::from(digits(&whole)?) * tenth + i64::from(digits(&part)?);
    Some(sum * 1024 / tenth)
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn sizes_with_units() {
        let check = |text, unit, expected| assert_eq!(scaled(text, unit), expected, "{text}");
        check("1 vCPU", "vcpu", Some(1024));
        check(".25 vcpu", "vcpu", Some(256));
        check("0.5vCPU", "vcpu", Some(512));
        check("2 GB", "gb", Some(2048));
        check("0.5GB", "gb", Some(512));
        check("GB", "gb", None);
        check("two GB", "gb", None);
        check("-1 GB", "gb", None);
        check("512", "gb", None);
    }
}
