//! The stages of a delivery pipeline.

use crate::ir::lifted::{Data, Node, Resource};

use super::path_of;

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

/// An artifact that an action takes or makes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Artifact<'m> {
    /// Its name.
    pub name: &'m str,
    /// Where the name is written.
    pub node: &'m Node,
    /// The action.
    pub action: &'m Node,
    /// When the action runs: its stage, by position, and its order in it.
    pub at: (usize, i64),
}

/// Whether an action takes or makes an artifact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// It is made before.
    In,
    /// It is made here.
    Out,
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

/// The artifacts of a pipeline that flow one way, in the order they are written; `None` if one of
/// them, or when it is made, is not known.
pub(crate) fn artifacts<'m>(stages: &[Stage<'m>], flow: Flow) -> Option<Vec<Artifact<'m>>> {
    let mut found = Vec::new();
    for (position, stage) in stages.iter().enumerate() {
        for action in &stage.actions {
            let order = match action.node.get("run_order") {
                Some(order) => order.integer()?,
                None => 1,
            };
            let at = (position, order);
            for (name, node) in artifact_names(action.node, flow)? {
                found.push(Artifact { name, node, action: action.node, at });
            }
        }
    }
    Some(found)
}

/// The names of an action's artifacts: CloudFormation has objects, Terraform names alone.
pub(crate) fn artifact_names(action: &Node, flow: Flow) -> Option<Vec<(&str, &Node)>> {
    let rows = match flow {
        Flow::In => ["input_artifacts", "input_artifact_names"],
        Flow::Out => ["output_artifacts", "output_artifact_names"],
    };
    let mut found = Vec::new();
    for list in rows.into_iter().filter_map(|row| action.get(row)) {
        let Data::List(items) = &list.known().data else { return None };
        for item in items {
            let node = item.get("name").unwrap_or(item);
            found.push((node.text()?, node));
        }
    }
    Some(found)
}

/// The structural path of an artifact, the same in both dialects.
pub(crate) fn artifact_path(pipeline: &Resource, artifact: &Artifact<'_>, flow: Flow) -> String {
    let list = match flow {
        Flow::In => "input_artifacts",
        Flow::Out => "output_artifacts",
    };
    format!("{}/{list}/{}", path_of(pipeline, artifact.action), artifact.name)
}
