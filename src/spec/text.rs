//! Text in const evaluation: comparing, searching, hashing.

/// Whether two texts are equal.
pub const fn eq(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether `text` starts with `prefix`.
pub const fn starts_with(text: &str, prefix: &str) -> bool {
    matches_at(text.as_bytes(), 0, prefix)
}

/// Whether `text` ends with `suffix`.
pub const fn ends_with(text: &str, suffix: &str) -> bool {
    text.len() >= suffix.len() && matches_at(text.as_bytes(), text.len() - suffix.len(), suffix)
}

/// Whether `needle` stands in `bytes` at `position`.
pub const fn matches_at(bytes: &[u8], position: usize, needle: &str) -> bool {
    let needle = needle.as_bytes();
    if position + needle.len() > bytes.len() {
        return false;
    }
    let mut i = 0;
    while i < needle.len() {
        if bytes[position + i] != needle[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether `text` contains `needle`.
pub const fn contains(text: &str, needle: &str) -> bool {
    let bytes = text.as_bytes();
    if needle.is_empty() {
        return true;
    }
    let first = needle.as_bytes()[0];
    let mut i = 0;
    while i + needle.len() <= bytes.len() {
        if bytes[i] == first && matches_at(bytes, i, needle) {
            return true;
        }
        i += 1;
    }
    false
}

/// A hash of the letters and digits of a name, ignoring case: equal for names whose logical IDs
/// or addresses could collide (`web-api`, `web_api`, `webApi`). FNV-1a.
pub const fn name_hash(name: &str) -> u64 {
    continue_hash(0xcbf2_9ce4_8422_2325, name)
}

/// The [`name_hash`] of a name that starts with what `hash` is of and goes on with `rest`.
#[expect(clippy::cast_possible_truncation, reason = "the upper half is masked away")]
pub const fn continue_hash(mut hash: u64, rest: &str) -> u64 {
    let bytes = rest.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let byte = match bytes[i] {
            upper @ b'A'..=b'Z' => upper | 0x20,
            lower @ (b'a'..=b'z' | b'0'..=b'9') => lower,
            _ => 0,
        };
        if byte != 0 {
            // As `wrapping_mul`, but without a call, at which constant evaluation is slow.
            hash = ((hash ^ byte as u64) as u128 * 0x0100_0000_01b3 % (1 << 64)) as u64;
        }
        i += 1;
    }
    hash
}

/// Whether a name is written in kebab case: `orders`, `orders-db2`.
pub const fn is_kebab(name: &str) -> bool {
    let bytes = name.as_bytes();
    if bytes.is_empty() || !bytes[0].is_ascii_lowercase() || bytes[bytes.len() - 1] == b'-' {
        return false;
    }
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'a'..=b'z' | b'0'..=b'9' => {}
            b'-' if bytes[i + 1] != b'-' => {}
            _ => return false,
        }
        i += 1;
    }
    true
}

/// Whether a name is written as variables are: `LOG_LEVEL`, `S3_BUCKET`.
pub const fn is_screaming(name: &str) -> bool {
    let bytes = name.as_bytes();
    if bytes.is_empty() || !bytes[0].is_ascii_uppercase() {
        return false;
    }
    let mut i = 0;
    while i < bytes.len() {
        if !matches!(bytes[i], b'A'..=b'Z' | b'0'..=b'9' | b'_') {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether every byte is a digit.
pub const fn is_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() {
            return false;
        }
        i += 1;
    }
    !bytes.is_empty()
}
