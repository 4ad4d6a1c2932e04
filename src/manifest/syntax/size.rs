//! How much a value is, before it is copied.

use crate::ir::lifted::{Data, Node};

/// How much a value is.
#[derive(Clone, Copy, Default)]
pub(in crate::manifest) struct Size {
    /// Values in it; a long text counts for several.
    pub(in crate::manifest) values: usize,
    /// Values inside one another.
    pub(in crate::manifest) height: usize,
}

/// Measures a value. A parameter's default is shared, not copied, and counts for nothing.
pub(in crate::manifest) fn size(node: &Node) -> Size {
    let of_text = |text: &str| text.len() / 64;
    let mut size = Size { values: 1, height: 1 };
    let mut add = |inner: &Node, key: usize| {
        let Size { values, height } = self::size(inner);
        size.values += values + key;
        size.height = size.height.max(height + 1);
    };
    match &node.data {
        Data::List(items) | Data::Concat(items) | Data::OneOf(items) => {
            for item in items {
                add(item, 0);
            }
        }
        Data::Object(fields) => {
            for field in fields {
                add(&field.value, of_text(&field.key));
            }
        }
        Data::Element(list, _) => add(list, 0),
        Data::Text(text) | Data::Reference(_, text) | Data::Unknown(text) => {
            size.values += of_text(text);
        }
        Data::Absent
        | Data::Bool(_)
        | Data::Integer(_)
        | Data::Decimal(_)
        | Data::Input(_)
        | Data::Pseudo(_)
        | Data::Import(_)
        | Data::Zone(_) => {}
    }
    size
}
