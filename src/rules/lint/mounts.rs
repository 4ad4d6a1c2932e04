//! The volumes of a task definition.

use crate::ir::lifted::{Node, Resource};

use super::launch::has_unknown;
use super::slots::entries;

/// The volumes of a task definition.
#[derive(Debug)]
pub(crate) struct Volumes<'m> {
    /// Those that are written down, in every branch.
    pub entries: Vec<&'m Node>,
    /// Their names, if all volumes there may be are known.
    pub names: Option<Vec<&'m str>>,
}

/// The volumes of a task definition.
pub(crate) fn volumes(task: &Resource) -> Volumes<'_> {
    let list = task.property("volume");
    let entries = entries(list);
    let unknown = list.is_some_and(|it| it.branches().iter().any(|it| has_unknown(it)));
    let names = entries.iter().map(|it| it.get("name")?.text()).collect::<Option<Vec<_>>>();
    Volumes { names: names.filter(|_| !unknown), entries }
}
