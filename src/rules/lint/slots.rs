//! Containers of a task one by one: what stands in one slot of a list is one container, whichever of
//! its branches is taken.

use crate::ir::lifted::{Data, Node, Resource};

use super::Container;

/// The containers that a task definition may have together: a slot for each, with its branches.
pub(crate) type Slots<'m> = Vec<Vec<Container<'m>>>;

/// The lists of containers that a task definition may have, one for each branch; none if a container
/// of one is not known.
pub(crate) fn slots(task: &Resource) -> Vec<Slots<'_>> {
    let Some(list) = task.property("container_definitions") else { return Vec::new() };
    list.branches().into_iter().filter_map(|branch| of_list(task, branch)).collect()
}

fn of_list<'m>(task: &'m Resource, list: &'m Node) -> Option<Slots<'m>> {
    let Data::List(items) = &list.data else { return None };
    let slots = items.iter().map(|item| of_item(task, item)).collect::<Option<Vec<_>>>()?;
    let slots: Vec<_> = slots.into_iter().filter(|it| !it.is_empty()).collect();
    (!slots.is_empty()).then_some(slots)
}

fn of_item<'m>(resource: &'m Resource, item: &'m Node) -> Option<Vec<Container<'m>>> {
    let mut slot = Vec::new();
    for node in item.branches() {
        match &node.data {
            Data::Absent => {}
            Data::Object(_) => slot.push(Container { resource, node }),
            _ => return None,
        }
    }
    Some(slot)
}

/// The names of containers, if they are all known.
pub(crate) fn names<'m>(slots: &Slots<'m>) -> Option<Vec<&'m str>> {
    slots.iter().flatten().map(|it| it.get("name")?.text()).collect()
}

/// The objects of a list in every branch of it and of its elements.
pub(crate) fn entries(list: Option<&Node>) -> Vec<&Node> {
    let lists = list.map(Node::branches).unwrap_or_default();
    let items = lists.into_iter().flat_map(Node::items).flat_map(Node::branches);
    items.filter(|it| matches!(it.data, Data::Object(_))).collect()
}
