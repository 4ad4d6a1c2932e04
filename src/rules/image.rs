//! References to container images, as plain text: what runs, and how exactly it is named.
//!
//! Form: <https://docs.docker.com/reference/cli/docker/image/tag/#description>. What is only known at
//! deployment stands in a text as [`HOLE`].

use crate::spec::text;

/// Stands in a text for what is only known at deployment.
pub(super) const HOLE: char = '\u{FFFC}';

/// How exactly a reference names an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version<'t> {
    /// By its content.
    Digest,
    /// By a tag.
    Tag(&'t str),
    /// Not at all, which means `latest`.
    Implicit,
    /// It cannot be told: a part that is only known at deployment, or a placeholder.
    Unknown,
}

/// How exactly a reference names an image.
pub(super) fn version(reference: &str) -> Version<'_> {
    if reference.contains("@sha256:") {
        return Version::Digest;
    }
    if !is_reference(reference) {
        return Version::Unknown;
    }
    let last = last_segment(reference);
    match last.split_once(':') {
        Some((_, tag)) if tag.is_empty() || tag.contains([HOLE, ':']) => Version::Unknown,
        Some((_, tag)) => Version::Tag(tag),
        None if last.contains(HOLE) => Version::Unknown,
        None => Version::Implicit,
    }
}

/// The name of the image without registry, folders and version: `postgres` of
/// `docker.io/library/postgres:16`. `None` if it is not known.
pub(super) fn product(reference: &str) -> Option<&str> {
    let name = reference.split('@').next().unwrap_or_default();
    let name = last_segment(name).split(':').next().unwrap_or_default();
    (is_reference(reference) && !name.is_empty() && !name.contains(HOLE)).then_some(name)
}

fn last_segment(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}

/// Whether a text is a reference, as far as it is known. `<IMAGE1_NAME>`, `{{image}}` and
/// `IMAGE_PLACEHOLDER` stand for one: names of images are written in lower case.
fn is_reference(reference: &str) -> bool {
    let name = reference.split('@').next().unwrap_or_default();
    let last = last_segment(name).split(':').next().unwrap_or_default();
    let is_part = |it: char| it.is_ascii_alphanumeric() || "._-/:@".contains(it) || it == HOLE;
    !last.is_empty()
        && reference.chars().all(is_part)
        && !last.bytes().any(|it| it.is_ascii_uppercase())
}

/// Whether a tag moves from image to image by its very meaning.
pub(super) const fn is_latest(tag: &str) -> bool {
    text::eq(tag, "latest")
}

/// Whether a tag tells which build of a release it is: it has a commit, a version, a date or a
/// number in it.
pub(super) fn identifies_a_build(tag: &str) -> bool {
    tag.split(['-', '_', '+']).any(|part| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let is_commit = (7..=64).contains(&part.len())
            && digits > 0
            && part.bytes().all(|it| it.is_ascii_hexdigit());
        let number = part.trim_start_matches(['v', 'V', 'r']);
        let is_version = number.starts_with(|it: char| it.is_ascii_digit())
            && number.split('.').filter(|it| text::is_digits(it)).count() >= 2;
        let is_count = text::is_digits(number) && !number.is_empty();
        is_commit || is_version || is_count
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let check = |reference, expected| assert_eq!(version(reference), expected, "{reference}");
        check("nginx", Version::Implicit);
        check("nginx:latest", Version::Tag("latest"));
        check("library/nginx:1.27-alpine", Version::Tag("1.27-alpine"));
        check("registry.example.com:5000/team/app", Version::Implicit);
        check("registry.example.com:5000/team/app:2.1", Version::Tag("2.1"));
        check("localhost:5000/app@sha256:00ff", Version::Digest);
        check("app:2.1@sha256:00ff", Version::Digest);
        check("111111111111.dkr.ecr.eu-west-1.amazonaws.com/app", Version::Implicit);
        check("\u{FFFC}", Version::Unknown);
        check("\u{FFFC}:latest", Version::Tag("latest"));
        check("\u{FFFC}/app", Version::Implicit);
        check("app:\u{FFFC}", Version::Unknown);
        check("app:v\u{FFFC}", Version::Unknown);
        check("app-\u{FFFC}", Version::Unknown);
        check("<IMAGE1_NAME>", Version::Unknown);
        check("IMAGE_PLACEHOLDER", Version::Unknown);
        check("{{resolve:ssm:/app/image}}", Version::Unknown);
        check("$(IMAGE)", Version::Unknown);
        check("app:", Version::Unknown);
        check("", Version::Unknown);
    }

    #[test]
    fn products() {
        let check = |reference, expected| assert_eq!(product(reference), expected, "{reference}");
        check("postgres:16", Some("postgres"));
        check("docker.io/library/redis", Some("redis"));
        check("quay.io:443/org/app@sha256:00ff", Some("app"));
        check("\u{FFFC}/app:1", Some("app"));
        check("org/\u{FFFC}:1", None);
        check("", None);
    }

    #[test]
    fn builds() {
        for tag in ["1.4.2", "v2.0", "0.0.41-dev", "app-3f2c91e", "20240131", "build-17", "r5"] {
            assert!(identifies_a_build(tag), "{tag}");
        }
        for tag in ["latest", "prod", "svc-development", "stable", "feedbeef", "main", ""] {
            assert!(!identifies_a_build(tag), "{tag}");
        }
    }
}
