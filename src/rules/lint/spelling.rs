//! How a value reads, with a hole for each part that is only known at deployment.

use crate::ir::lifted::{Data, Manifest, Node};
use crate::ir::value::Pseudo;

use super::super::image::HOLE;

/// How a value reads. What AWS knows about the place of deployment stands in it as an example, since
/// no rule asks which account or region it is; what an attribute of ECR holds likewise.
pub(crate) fn spelled(manifest: &Manifest, node: &Node) -> String {
    let node = node.known();
    match &node.data {
        Data::Concat(parts) => parts.iter().map(|part| spelled(manifest, part)).collect(),
        Data::Pseudo(pseudo) => match pseudo {
            Pseudo::Account => "111111111111",
            Pseudo::Region => "eu-west-1",
            Pseudo::Partition => "aws",
            Pseudo::UrlSuffix => "amazonaws.com",
        }
        .to_owned(),
        Data::Reference(_, attribute) => {
            let of_repository = manifest.target(node).is_some_and(|it| it.is("ecr/repository"));
            match (&**attribute, of_repository) {
                ("repository_url", true) => {
                    "111111111111.dkr.ecr.eu-west-1.amazonaws.com/repository".to_owned()
                }
                ("name", true) => "repository".to_owned(),
                _ => HOLE.to_string(),
            }
        }
        Data::Text(_) | Data::Bool(_) | Data::Integer(_) | Data::Decimal(_) => {
            node.literal_text().unwrap_or_default().into_owned()
        }
        Data::Absent
        | Data::List(_)
        | Data::Object(_)
        | Data::Input(_)
        | Data::Import(_)
        | Data::Element(..)
        | Data::Zone(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => HOLE.to_string(),
    }
}

/// Whether two values are surely the same, whatever they are at deployment.
pub(crate) fn is_same(manifest: &Manifest, one: &Node, other: &Node) -> bool {
    match (&one.data, &other.data) {
        (Data::Input(one), Data::Input(other)) => one.name == other.name,
        (Data::Import(one), Data::Import(other)) => one == other,
        (Data::Input(_), _) | (_, Data::Input(_)) => false,
        (Data::Reference(one, attribute), Data::Reference(other, its)) => {
            one == other && attribute == its
        }
        _ => {
            let text = spelled(manifest, one);
            !text.is_empty() && !text.contains(HOLE) && text == spelled(manifest, other)
        }
    }
}
