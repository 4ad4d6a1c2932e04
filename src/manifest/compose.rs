//! The Compose front end: the services of a file, each as a
//! [service](crate::ir::lifted::declaration::COMPOSE_SERVICE) with the names of a container.
//!
//! A service that extends another one of the same file has what that one has. Variables (`${X}`)
//! are inputs, with the default that is written beside them.
//!
//! Facts: <https://docs.docker.com/reference/compose-file/services/>.

mod extends;
mod service;
mod short;
mod text;

use std::collections::BTreeSet;

use crate::ir::graph::Keep;
use crate::ir::lifted::declaration::COMPOSE_SERVICE;
use crate::ir::lifted::{Data, Field, Format, Manifest, Node, Resource, Unread};

use extends::Services;

/// Whether a document is a Compose file: one that is called so, or whose services all have an image
/// or a build.
pub fn is_compose(root: &Node, file_name: &str) -> bool {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let is_called_so = name.to_ascii_lowercase().contains("compose");
    let Some(services) = root.get("services") else {
        return is_called_so && root.get("include").is_some();
    };
    let bodies = || services.fields().iter().map(|field| &field.value);
    let is_body = |node: &Node| matches!(node.data, Data::Object(_) | Data::Absent);
    let is_run =
        |node: &Node| ["image", "build", "extends"].iter().any(|it| node.get(it).is_some());
    let has_none =
        ["Resources", "AWSTemplateFormatVersion"].iter().all(|it| root.get(it).is_none());
    matches!(services.data, Data::Object(_))
        && has_none
        && bodies().all(is_body)
        && (is_called_so || (bodies().count() > 0 && bodies().all(is_run)))
}

/// Reads a Compose file.
pub fn lift(root: &Node, name: &str) -> Manifest {
    let mut manifest = Manifest::new(Format::Compose, name);
    if let Some(include) = root.field("include") {
        let why = "what it includes is read as files of their own";
        manifest.unread.push(Unread { span: include.value.span, why: why.into() });
    }
    let beside = root.fields().iter().filter(|field| field.key != "services").cloned();
    manifest.meta = Node::new(root.span, Data::Object(beside.collect()));
    let Some(services) = root.get("services") else { return manifest };
    let mut all = Services::new(services.fields());
    let mut seen = BTreeSet::new();
    for field in services.fields().iter().filter(|field| seen.insert(&field.key)) {
        let body = all.whole(field);
        let properties = service::properties(field, &body);
        manifest.resources.push(Resource {
            address: field.key.to_string(),
            type_name: "services".into(),
            kind: Some(&COMPOSE_SERVICE),
            properties,
            meta: meta(field),
            head: field.key_span,
            span: field.key_span.to(field.value.span),
            after: Vec::new(),
            keep: Keep::Delete,
            written: Vec::new(),
        });
    }
    manifest
}

/// What is said about a service and not to Compose.
fn meta(service: &Field) -> Node {
    let ours = service.value.fields().iter().filter(|field| field.key == "x-formwork-allow");
    Node::new(service.value.span, Data::Object(ours.cloned().collect()))
}
