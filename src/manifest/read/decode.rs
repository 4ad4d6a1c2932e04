//! Bytes become text: UTF-8 or UTF-16, with or without a byte order mark.

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undecodable {
    /// They hold a NUL, or are no UTF-8 from this byte on.
    Binary(usize),
    /// They are UTF-16 with half a character in it.
    BrokenUtf16,
}

impl std::fmt::Display for Undecodable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Binary(position) => write!(f, "byte {position} is none of UTF-8"),
            Self::BrokenUtf16 => f.write_str("it is UTF-16 with half a character in it"),
        }
    }
}

/// The text that bytes say.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Undecodable> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Without a mark, the zero of the first ASCII character tells the byte order.
        [first, 0, ..] if *first != 0 => utf16(&bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(&bytes, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest.to_vec()),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, Undecodable> {
    if let Some(position) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Undecodable::Binary(position));
    }
    String::from_utf8(bytes).map_err(|error| Undecodable::Binary(error.utf8_error().valid_up_to()))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Undecodable> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(Undecodable::BrokenUtf16);
    }
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).map_err(|_| Undecodable::BrokenUtf16)?;
    match text.find('\0') {
        Some(position) => Err(Undecodable::Binary(position)),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_any_of_its_encodings() {
        let check =
            |bytes: &[u8], expected| assert_eq!(decode(bytes.to_vec()).as_deref(), expected);
        check(b"", Ok(""));
        check(b"a: \xc3\xa4", Ok("a: ä"));
        check(b"\xef\xbb\xbfa", Ok("a"));
        check(b"\xff\xfea\0\xe4\0", Ok("aä"));
        check(b"\xfe\xff\0a\0\xe4", Ok("aä"));
        check(b"a\0b\0", Ok("ab"));
        check(b"\0a\0b", Ok("ab"));
    }

    #[test]
    fn what_is_no_text_is_told() {
        let check = |bytes: &[u8], expected| assert_eq!(decode(bytes.to_vec()), Err(expected));
        check(b"ab\xff", Undecodable::Binary(2));
        check(b"abc\0d", Undecodable::Binary(3));
        check(b"\0\0", Undecodable::Binary(0));
        check(b"\xff\xfea", Undecodable::BrokenUtf16);
        check(b"\xff\xfe\x00\xd8", Undecodable::BrokenUtf16);
    }
}
