//! Policies of IAM: what roles may do, and who may assume them.

use crate::ir::lifted::{Manifest, Node, Resource};

/// A policy of an identity.
#[derive(Clone, Debug)]
pub(crate) struct Policy<'m> {
    /// The resource that it is written in.
    pub says: &'m Resource,
    /// The document.
    pub document: &'m Node,
    /// The roles of this manifest that have it.
    pub roles: Vec<&'m Resource>,
}

/// A statement of a policy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statement<'m> {
    /// The statement.
    pub node: &'m Node,
}

/// Kinds with the names of their document and roles.
const KINDS: [(&str, &str, &str); 3] = [
    ("iam/policy", "policy", "role"),
    ("iam/managed-policy", "policy", "roles"),
    ("AWS::IAM::Policy", "PolicyDocument", "Roles"),
];
/// What attaches a policy of its own to a role.
const ATTACHMENT: &str = "aws_iam_role_policy_attachment";
/// Principals that run code for their owner.
const COMPUTE: [&str; 3] = ["ecs-tasks.", "lambda.", "ec2."];

/// Every policy of a role, and every policy that stands alone.
pub(crate) fn policies(manifest: &Manifest) -> Vec<Policy<'_>> {
    let mut found = Vec::new();
    for role in manifest.of("iam/role") {
        let inline = role.property("inline_policy").map(Node::items).unwrap_or_default();
        let documents = inline.iter().filter_map(|it| it.get("policy"));
        found.extend(documents.map(|it| Policy { says: role, document: it, roles: vec![role] }));
    }
    for (kind, document, roles) in KINDS {
        for says in manifest.of(kind) {
            let Some(document) = says.property(document) else { continue };
            let named = says.property(roles).map(|it| manifest.targets(it)).unwrap_or_default();
            let mut roles: Vec<_> = named.into_iter().filter(|it| it.is("iam/role")).collect();
            roles.extend(attached(manifest, says));
            found.push(Policy { says, document, roles });
        }
    }
    for function in manifest.of("serverless/function") {
        let inline = function.property("policies").map(one_or_more).unwrap_or_default();
        let documents = inline.into_iter().filter(|it| it.get("Statement").is_some());
        found.extend(documents.map(|document| Policy { says: function, document, roles: vec![] }));
    }
    found
}

/// The roles that a resource of its own attaches a policy to.
fn attached<'m>(manifest: &'m Manifest, policy: &Resource) -> Vec<&'m Resource> {
    let target = |it: &'m Resource, name| it.property(name).and_then(|it| manifest.target(it));
    let is_of = |it: &&Resource| {
        let arn = it.property("policy_arn").and_then(|arn| manifest.target(arn));
        arn.is_some_and(|it| std::ptr::eq(it, policy))
    };
    manifest.of(ATTACHMENT).filter(is_of).filter_map(|it| target(it, "role")).collect()
}

impl<'m> Policy<'m> {
    /// Its statements.
    pub(crate) fn statements(&self) -> Vec<Statement<'m>> {
        statements(self.document)
    }

    /// Whether what has it runs code for its owner: tasks, functions or instances.
    pub(crate) fn is_of_code(&self) -> bool {
        self.says.is("serverless/function") || self.roles.iter().any(|it| runs_code(it))
    }
}

/// The statements of who may assume a role.
pub(crate) fn trusts(role: &Resource) -> Vec<Statement<'_>> {
    role.property("assume_role_policy").map(statements).unwrap_or_default()
}

/// Whether tasks, functions or instances assume a role.
pub(crate) fn runs_code(role: &Resource) -> bool {
    let mut found = false;
    if let Some(trust) = role.property("assume_role_policy") {
        trust.walk(&mut |node| {
            let text = node.text().unwrap_or_default();
            found |= COMPUTE.iter().any(|it| text.starts_with(it));
        });
    }
    found
}

/// The statements of a document, in every branch.
fn statements(document: &Node) -> Vec<Statement<'_>> {
    let lists = document.branches().into_iter().filter_map(|it| it.get("Statement"));
    lists.flat_map(one_or_more).map(|node| Statement { node }).collect()
}

impl<'m> Statement<'m> {
    /// Whether it allows.
    pub(crate) fn allows(self) -> bool {
        self.node.get("Effect").and_then(Node::text) == Some("Allow")
    }

    /// What stands at an element that takes one value or several.
    pub(crate) fn each(self, element: &str) -> Vec<&'m Node> {
        self.node.get(element).map(one_or_more).unwrap_or_default()
    }

    /// Whether it is about every resource.
    pub(crate) fn is_anywhere(self) -> bool {
        self.each("Resource").iter().any(|it| it.text() == Some("*"))
    }

    /// Whether it depends on anything.
    pub(crate) fn is_conditional(self) -> bool {
        self.node.get("Condition").is_some()
    }
}

/// The elements of a list, in every branch; IAM takes a single one without its list.
pub(crate) fn one_or_more(node: &Node) -> Vec<&Node> {
    let branches = node.branches().into_iter();
    branches
        .flat_map(|branch| match branch.items() {
            [] => vec![branch],
            items => items.iter().flat_map(Node::branches).collect(),
        })
        .collect()
}
