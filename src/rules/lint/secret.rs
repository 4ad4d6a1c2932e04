//! Values that somebody calls a secret.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

/// Attributes that are secrets, whatever they are attributes of.
const SECRETS: [&str; 8] = [
    "password",
    "master_password",
    "master_user_password",
    "auth_token",
    "secret_string",
    "private_key_pem",
    "secret_key",
    "token_secret",
];

/// Whether a value is a secret by its declaration: `NoEcho`, `sensitive`, or an attribute that holds
/// a password.
pub(crate) fn is_declared_secret(manifest: &Manifest, node: &Node) -> bool {
    match &node.data {
        Data::Input(input) => input.secret,
        Data::Reference(_, attribute) => {
            manifest.target(node).is_some_and(|it| holds_a_secret(it, attribute))
        }
        Data::Element(list, _) => is_declared_secret(manifest, list),
        Data::Concat(parts) => parts.iter().any(|part| is_declared_secret(manifest, part)),
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Text(_)
        | Data::List(_)
        | Data::Object(_)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Zone(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => false,
    }
}

fn holds_a_secret(resource: &Resource, attribute: &str) -> bool {
    let is = |type_name| &*resource.type_name == type_name;
    SECRETS.contains(&attribute)
        || is("random_password") && attribute == "result"
        || is("aws_iam_access_key") && attribute == "secret"
        || is("AWS::IAM::AccessKey") && attribute == "SecretAccessKey"
        || resource.is("ssm/parameter")
            && attribute == "value"
            && resource.property("type").and_then(Node::text) == Some("SecureString")
}
