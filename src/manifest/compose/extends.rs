//! `extends`: what a service has from another one of the same file.
//!
//! Facts: <https://docs.docker.com/reference/compose-file/services/#extends>.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::lifted::{Data, Field, Node};

/// How many services may extend one another in a row.
const LONGEST: usize = 16;

/// How many values may be copied in one file.
const BUDGET: usize = 200_000;

/// The services of a file by name.
pub(super) struct Services<'n> {
    /// Their bodies, and how many values they have once somebody has counted.
    bodies: BTreeMap<&'n str, (&'n Node, Option<usize>)>,
    budget: usize,
}

impl<'n> Services<'n> {
    pub(super) fn new(fields: &'n [Field]) -> Self {
        let body = |field: &'n Field| (&*field.key, (&field.value, None));
        Self { bodies: fields.iter().map(body).collect(), budget: BUDGET }
    }

    /// The body of a service with what it extends. `extends` stays in it if that stands in another
    /// file, or is not there.
    pub(super) fn whole(&mut self, service: &'n Field) -> Node {
        let mut body = service.value.clone();
        let mut seen = vec![&*service.key];
        let mut next = base(&service.value);
        while let Some(name) = next {
            let Some(found) = self.body(name).filter(|_| !seen.contains(&name)) else { break };
            if seen.len() > LONGEST {
                break;
            }
            seen.push(name);
            next = base(found);
            merge(&mut body, found);
        }
        body
    }

    /// The body of a service, if it may be copied once more.
    fn body(&mut self, name: &str) -> Option<&'n Node> {
        let (body, size) = self.bodies.get_mut(name)?;
        let size = *size.get_or_insert_with(|| {
            let mut count = 0;
            body.walk(&mut |_| count += 1);
            count
        });
        self.budget = self.budget.checked_sub(size)?;
        Some(body)
    }
}

/// The service of the same file that a body extends.
fn base(body: &Node) -> Option<&str> {
    let extends = body.get("extends")?;
    match &extends.data {
        Data::Text(name) => Some(name),
        _ if extends.get("file").is_some() => None,
        _ => extends.get("service")?.text(),
    }
}

/// Adds what a body does not say itself. Objects and lists are joined, but for commands and tests.
fn merge(body: &mut Node, base: &Node) {
    let Data::Object(own) = &mut body.data else { return };
    own.retain(|field| field.key != "extends");
    for field in base.fields() {
        let known = own.iter_mut().find(|known| known.key == field.key);
        let is_whole = ["command", "entrypoint", "healthcheck", "build", "image"];
        match known {
            None if ["depends_on", "links", "volumes_from"].contains(&&*field.key) => {}
            None => own.push(field.clone()),
            Some(known) if !is_whole.contains(&&*field.key) => join(known, field),
            Some(_) => {}
        }
    }
}

fn join(known: &mut Field, base: &Field) {
    match (&mut known.value.data, &base.value.data) {
        (Data::Object(own), Data::Object(fields)) => {
            let known: BTreeSet<_> = own.iter().map(|field| field.key.clone()).collect();
            own.extend(fields.iter().filter(|field| !known.contains(&field.key)).cloned());
        }
        // Of two entries for the same thing the later one counts.
        (Data::List(own), Data::List(items)) => {
            own.splice(0..0, items.iter().cloned());
        }
        _ => {}
    }
}
