//! The stages of a delivery pipeline.

use crate::ir::lifted::{Node, Resource};

/// A stage.
#[derive(Clone, Debug)]
pub(crate) struct Stage<'m> {
    /// Its name.
    pub name: &'m str,
    /// The stage.
    pub node: &'m Node,
    /// What it does.
    pub actions: Vec<Action<'m>>,
}

/// An action of a stage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Action<'m> {
    /// Its name, if that is known.
    pub name: Option<&'m str>,
    /// `Source`, `Build`, `Deploy`, `Test`, `Approval` and the like.
    pub category: &'m str,
    /// `ECS`, `CodeBuild` and the like, if that is known.
    pub provider: Option<&'m str>,
    /// The action.
    pub node: &'m Node,
}

impl Stage<'_> {
    /// Whether it deploys.
    pub(crate) fn deploys(&self) -> bool {
        self.actions.iter().any(|action| action.category == "Deploy")
    }
}

/// The stages of a pipeline; `None` if one of them, or what it does, is not known.
pub(crate) fn stages(pipeline: &Resource) -> Option<Vec<Stage<'_>>> {
    let stages = pipeline.property("stages")?.items();
    let stages: Option<Vec<_>> = stages.iter().map(stage).collect();
    stages.filter(|stages| !stages.is_empty())
}

fn stage(node: &Node) -> Option<Stage<'_>> {
    let actions = node.get("actions")?.items().iter().map(action).collect::<Option<Vec<_>>>()?;
    let name = node.get("name").and_then(Node::text).unwrap_or_default();
    (!actions.is_empty()).then_some(Stage { name, node, actions })
}

fn action(node: &Node) -> Option<Action<'_>> {
    let text = |name| node.get(name).and_then(Node::text);
    let (name, provider) = (text("name"), text("provider"));
    Some(Action { name, category: text("category")?, provider, node })
}
