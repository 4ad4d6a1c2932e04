//! Whether two values are the same, also where they are only known at deployment.

use std::fmt::Write as _;

use crate::ir::lifted::{Data, Node};

/// A text that two values share if they are surely the same; `None` if that cannot be told.
pub(crate) fn identity(node: &Node) -> Option<String> {
    let mut text = String::new();
    write(node, &mut text)?;
    Some(text)
}

/// Writes a value; what is no literal stands in braces, which no name of AWS has.
fn write(node: &Node, text: &mut String) -> Option<()> {
    let node = node.known();
    match &node.data {
        Data::Concat(parts) => return parts.iter().try_for_each(|part| write(part, text)),
        Data::Reference(id, attribute) => write!(text, "{{resource {} {attribute}}}", id.0).ok()?,
        Data::Input(input) => write!(text, "{{input {}}}", input.name).ok()?,
        Data::Pseudo(pseudo) => write!(text, "{{{pseudo:?}}}").ok()?,
        Data::Import(import) => write!(text, "{{{import:?}}}").ok()?,
        Data::Text(_) | Data::Bool(_) | Data::Integer(_) | Data::Decimal(_) => {
            text.push_str(&node.literal_text()?);
        }
        Data::Absent
        | Data::List(_)
        | Data::Object(_)
        | Data::Element(..)
        | Data::Zone(_)
        | Data::OneOf(_)
        | Data::Unknown(_) => return None,
    }
    Some(())
}
