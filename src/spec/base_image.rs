//! Base images: what the Dockerfiles of an app may build on.
//!
//! Facts: <https://docs.docker.com/reference/dockerfile/#from>

use std::panic::Location;

use crate::diag::Message;

use super::text;

/// An image that Dockerfiles of the app may name in `FROM`, pinned by its digest: two builds of one
/// commit start from the same bytes.
///
/// ```
/// use formwork::prelude::*;
/// const RUST: BaseImage = BaseImage::new(
///     "public.ecr.aws/docker/library/rust",
///     "1.95",
///     "sha256:0000000000000000000000000000000000000000000000000000000000000000",
/// );
/// assert_eq!(RUST.tag(), "1.95");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct BaseImage<'a> {
    repository: &'a str,
    tag: &'a str,
    digest: &'a str,
    at: &'static Location<'static>,
}

impl<'a> BaseImage<'a> {
    /// The image of `repository` that has this digest. The tag is for people: it says which version
    /// the digest is, and decides nothing.
    ///
    /// # Panics
    /// If the repository has a tag or a digest, or the digest is not `sha256:` and 64 hexadecimal
    /// digits.
    #[track_caller]
    pub const fn new(repository: &'a str, tag: &'a str, digest: &'a str) -> Self {
        if repository.is_empty() || !is_bare(repository) {
            Message::new()
                .code(repository)
                .text(" is not the name of a repository alone: give tag and digest on their own, as in `BaseImage::new(\"public.ecr.aws/docker/library/rust\", \"1.95\", \"sha256:…\")`")
                .panic()
        }
        if !is_tag(tag) {
            Message::new().code(tag).text(" is no tag of an image, as in `1.95-slim`").panic()
        }
        if !is_digest(digest) {
            Message::new()
                .code(digest)
                .text(" is no digest: write `sha256:` and 64 hexadecimal digits, as `docker buildx imagetools inspect ")
                .text(repository)
                .text(":")
                .text(tag)
                .text("` prints them")
                .panic()
        }
        Self { repository, tag, digest, at: Location::caller() }
    }

    /// The name of its repository.
    pub const fn repository(&self) -> &'a str {
        self.repository
    }

    /// The tag that its digest had.
    pub const fn tag(&self) -> &'a str {
        self.tag
    }

    /// Its digest, as in `sha256:…`.
    pub const fn digest(&self) -> &'a str {
        self.digest
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// Whether a text is a digest: `sha256:` and 64 hexadecimal digits in lower case.
pub const fn is_digest(digest: &str) -> bool {
    let bytes = digest.as_bytes();
    if !text::starts_with(digest, "sha256:") || bytes.len() != 7 + 64 {
        return false;
    }
    let mut i = 7;
    while i < bytes.len() {
        if !matches!(bytes[i], b'0'..=b'9' | b'a'..=b'f') {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether a text is a tag: up to 128 letters, digits, `_`, `.` and `-`, the first none of the last
/// two.
///
/// Source: <https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests>
pub const fn is_tag(tag: &str) -> bool {
    let bytes = tag.as_bytes();
    if bytes.is_empty() || bytes.len() > 128 || matches!(bytes[0], b'.' | b'-') {
        return false;
    }
    let mut i = 0;
    while i < bytes.len() {
        if !(bytes[i].is_ascii_alphanumeric() || matches!(bytes[i], b'_' | b'.' | b'-')) {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether a repository has neither a tag nor a digest. A port of its host has a `:` too.
const fn is_bare(repository: &str) -> bool {
    let bytes = repository.as_bytes();
    let mut i = bytes.len();
    while i > 0 {
        i -= 1;
        match bytes[i] {
            b'/' => return true,
            b':' | b'@' => return false,
            byte if byte.is_ascii_whitespace() => return false,
            _ => {}
        }
    }
    true
}
