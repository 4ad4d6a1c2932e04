//! Kinds of what a manifest declares beside resources. No back end writes them.
//!
//! Their properties have these names in every format:
//!
//! | kind | properties |
//! |---|---|
//! | `parameter` | `name`, `type`, `default`, `secret` (`NoEcho`, `sensitive`), `allowed_values` |
//! | `mapping` | `index` (what it is looked up by), `table` (an object by its keys) |
//! | `comparison` | `left`, `right`, `decides` (`condition`, `count`, `for_each`, `value`) |
//! | `output` | `value`, `export` (the name that other stacks import), of CloudFormation alone |
//! | `module-call` | `source`, `version`; `arguments` (an object), if the module is not at hand |
//! | `provider-requirement` | `name`, `source`, `version` |
//! | `compose-service` | those of a container definition, and those below |
//! | `image-stage` | those below |
//!
//! A **`compose-service`** has `environment` as an object; `health_check.command` is `["NONE"]` if
//! it is switched off; `init`, `cap_add`, `cap_drop` and `shm_size` are in `linux_parameters`;
//! `memory` and `memory_reservation` are MiB and `cpu` is units, of the service or of its `deploy`.
//! Its own are `build` (`context`, `dockerfile`, `target`, `args`), `volumes` (objects: `type`
//! (`bind`, `volume`, `tmpfs`), `source`, `target`, `read_only`), `network_mode`, `networks`
//! (names), `expose`, `profiles`, `deploy`, `restart`, `container_name`, and `extends` (`service`,
//! `file`), if it extends what was not found: then nothing is known to be missing. A port mapping
//! also has `host_ip` and `host_port_range`. Other keys keep their spelling.
//!
//! An **`image-stage`** has what its own instructions say:
//!
//! | property | is |
//! |---|---|
//! | `from`, `platform`, `name` | what stands beside `FROM`; arguments are put in |
//! | `from_stage`, `parent` | whether it is built on an earlier stage, and which: a reference |
//! | `last` | whether it is the last stage, which is built by default |
//! | `environment`, `arguments`, `labels` | objects |
//! | `command`, `entry_point` | a list in exec form, text in shell form; which one is in `command_form`, `entry_point_form`: `exec`, `shell` |
//! | `run`, `on_build` | a list of texts |
//! | `copy` | a list of objects: `instruction` (`COPY`, `ADD`), `from`, `sources`, `destination`, `chown`, `chmod`, `checksum` |
//! | `expose`, `volume` | a list of ports (`80`, `53/udp`, `1-3`), of paths |
//! | `health_check` | as of a container; `command` is `["NONE"]` if it is switched off |
//! | `user`, `workdir`, `stop_signal`, `shell` | what the last such instruction says |

use crate::ir::graph::Keep;
use crate::ir::kind::{Kind, same};

use super::{Data, Field, Node, Resource, Span};

/// A CloudFormation parameter or a Terraform variable.
pub static PARAMETER: Kind =
    Kind::new("parameter", "", "", &[same("secret", "NoEcho", "sensitive")], &[]);
/// A CloudFormation mapping, or a Terraform map literal that is indexed by a variable.
pub static MAPPING: Kind = kind("mapping");
/// A value compared with a literal, where something is decided.
pub static COMPARISON: Kind = kind("comparison");
/// An output of a CloudFormation template.
pub static OUTPUT: Kind = kind("output");
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
        written: Vec::new(),
    }
}
