//! Kinds of what a manifest declares beside resources. No back end writes them.
//!
//! Their properties have these names in every format:
//!
//! | kind | properties |
//! |---|---|
//! | `parameter` | `name`, `type`, `default`, `secret` (`NoEcho`, `sensitive`), `allowed_values` |
//! | `mapping` | `index` (what it is looked up by), `table` (an object by its keys) |
//! | `comparison` | `left`, `right`, `decides` (`condition`, `count`, `for_each`, `value`) |
//! | `module-call` | `source`, `version` |
//! | `provider-requirement` | `name`, `source`, `version` |
//! | `compose-service` | those of a container definition, and `build`, `depends_on`, `volumes`, `network_mode` |
//! | `image-stage` | `from`, `name`, `last`, `environment`, `arguments`, `command`, `entry_point`, `expose`, `volume`, `copy`, `run`, `user`, `health_check` |

use crate::ir::graph::Keep;
use crate::ir::kind::Kind;

use super::{Data, Field, Node, Resource, Span};

/// A CloudFormation parameter or a Terraform variable.
pub static PARAMETER: Kind = kind("parameter");
/// A CloudFormation mapping, or a Terraform map literal that is indexed by a variable.
pub static MAPPING: Kind = kind("mapping");
/// A value compared with a literal, where something is decided.
pub static COMPARISON: Kind = kind("comparison");
/// A call of a Terraform module.
pub static MODULE_CALL: Kind = kind("module-call");
/// An entry of Terraform's `required_providers`.
pub static PROVIDER_REQUIREMENT: Kind = kind("provider-requirement");
/// A service of a Compose file.
pub static COMPOSE_SERVICE: Kind = kind("compose-service");
/// A stage of a Dockerfile.
pub static IMAGE_STAGE: Kind = kind("image-stage");

const fn kind(name: &'static str) -> Kind {
    Kind::new(name, "", "", &[], &[])
}

/// Whether a kind is one of these.
pub fn is_declaration(kind: &'static Kind) -> bool {
    kind.cloudformation.is_empty() && kind.terraform.is_empty()
}

/// A declaration with this address, at the place of its head and of all of it.
pub fn resource(
    kind: &'static Kind,
    address: String,
    (head, span): (Span, Span),
    properties: Vec<Field>,
) -> Resource {
    Resource {
        address,
        type_name: kind.name.into(),
        kind: Some(kind),
        properties: Node::new(span, Data::Object(properties)),
        meta: Node::empty(head),
        head,
        span,
        after: Vec::new(),
        keep: Keep::Delete,
    }
}
