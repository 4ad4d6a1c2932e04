//! An index as text: a block per type, sorted by the type's name as bytes.
//!
//! A block starts with a line `= <type>`; no other line starts so. What stands before the first block
//! says where the index is from.

/// What a block starts with, behind the end of the line before it.
const START: &str = "\n= ";

/// The lines of a type's block, without the first; `None` if the index has no such type.
pub fn block<'t>(index: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = index.split_at(index.find(START)?).1;
    // `rest` starts with a block, and the one that is looked for is in it.
    loop {
        let middle = start_before(rest, rest.len() / 2);
        let (block, behind) = first(rest.split_at(middle).1);
        let (found, lines) = block.split_once('\n').unwrap_or((block, ""));
        match name.cmp(found) {
            std::cmp::Ordering::Equal => return Some(lines),
            std::cmp::Ordering::Less if middle == 0 => return None,
            std::cmp::Ordering::Less => rest = rest.split_at(middle).0,
            std::cmp::Ordering::Greater if behind.is_empty() => return None,
            std::cmp::Ordering::Greater => rest = behind,
        }
    }
}

/// Every type, in order.
pub fn types(index: &str) -> impl Iterator<Item = &str> {
    index.split(START).skip(1).filter_map(|block| block.lines().next())
}

/// What stands before the first block.
pub fn head(index: &str) -> &str {
    index.find(START).map_or(index, |end| index.split_at(end).0)
}

/// Where the block around a position starts. There is one at 0.
fn start_before(text: &str, position: usize) -> usize {
    let end = text.floor_char_boundary(position);
    text.split_at(end).0.rfind(START).unwrap_or(0)
}

/// The block that a text starts with, without its mark, and the text behind it.
fn first(text: &str) -> (&str, &str) {
    let inside = text.strip_prefix(START).unwrap_or(text);
    inside.find(START).map_or((inside, ""), |end| inside.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "# from nowhere\n\n= A\n: a\n= Ab\n= B\n: bb\n. c\n= Ca\n: ä";

    #[test]
    fn every_block_is_found_and_nothing_else() {
        for (name, expected) in [
            ("A", Some(": a")),
            ("Ab", Some("")),
            ("B", Some(": bb\n. c")),
            ("Ca", Some(": ä")),
            ("", None),
            ("Aa", None),
            ("C", None),
            ("D", None),
        ] {
            assert_eq!(block(INDEX, name), expected, "{name}");
        }
        assert_eq!(block("", "A"), None);
        assert_eq!(types(INDEX).collect::<Vec<_>>(), ["A", "Ab", "B", "Ca"]);
        assert_eq!(head(INDEX), "# from nowhere\n");
    }
}
