//! Images, wherever a manifest names one: what containers run and what Dockerfiles build on.

use crate::ir::lifted::{Manifest, Node, Resource};

use super::containers;

/// An image that a manifest names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Image<'m> {
    /// The task definition, Compose service or stage.
    pub resource: &'m Resource,
    /// The reference; one branch of it, if there are several.
    pub node: &'m Node,
    /// The name of the container or stage.
    pub user: &'m str,
    /// What is done with it.
    pub role: Role,
}

/// What is done with an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A container runs it.
    Runs,
    /// Another image is built on it.
    Base,
}

impl Image<'_> {
    /// What is done with which image, as the start of a message: "`app` runs `nginx`".
    pub(crate) fn used(&self) -> String {
        let image = self.node.text().map_or_else(|| "an image".to_owned(), |it| format!("`{it}`"));
        match self.role {
            Role::Runs => format!("`{}` runs {image}", self.user),
            Role::Base => format!("{} builds on {image}", self.user_of_base()),
        }
    }

    fn user_of_base(&self) -> String {
        let name = self.resource.property("name").and_then(Node::text);
        name.map_or_else(|| "the image".to_owned(), |name| format!("stage `{name}`"))
    }
}

/// Every image that somebody else made: not those that Compose builds from a Dockerfile, and not the
/// stages of the same Dockerfile.
pub(crate) fn images(manifest: &Manifest) -> Vec<Image<'_>> {
    let mut found = Vec::new();
    for container in containers(manifest).filter(|it| it.get("build").is_none()) {
        let (resource, user) = (container.resource, container.name());
        let nodes = container.images().into_iter();
        found.extend(nodes.map(|node| Image { resource, node, user, role: Role::Runs }));
    }
    let mut stages = Vec::new();
    for stage in manifest.of("image-stage") {
        for node in stage.property("from").map(Node::branches).unwrap_or_default() {
            let is_stage =
                |text: &str| stages.iter().any(|it: &&str| it.eq_ignore_ascii_case(text));
            let is_local = node.text().is_some_and(|it| it == "scratch" || is_stage(it));
            if !is_local {
                found.push(Image { resource: stage, node, user: &stage.address, role: Role::Base });
            }
        }
        stages.extend(stage.property("name").and_then(Node::text));
    }
    found
}
