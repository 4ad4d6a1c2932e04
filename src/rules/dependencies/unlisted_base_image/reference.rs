//! Images as Dockerfiles name them, beside the base images of an app.

use crate::diag::nearest;

/// A base image of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowed<'b> {
    /// The name of its repository.
    pub(crate) repository: &'b str,
    /// The tag that its digest had.
    pub(crate) tag: &'b str,
    /// Its digest.
    pub(crate) digest: &'b str,
}

/// An image as a Dockerfile names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'r> {
    /// The repository, as it is written.
    pub(crate) repository: &'r str,
    /// The tag, if there is one.
    pub(crate) tag: Option<&'r str>,
    /// The digest, if there is one.
    pub(crate) digest: Option<&'r str>,
}

impl<'r> Reference<'r> {
    /// The parts of `repository:tag@digest`.
    pub(crate) fn of(image: &'r str) -> Self {
        let (name, digest) = match image.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (image, None),
        };
        let last = name.rfind('/').map_or(0, |slash| slash + 1);
        let (repository, tag) = match name[last..].find(':') {
            Some(colon) => (&name[..last + colon], Some(&name[last + colon + 1..])),
            None => (name, None),
        };
        Self { repository, tag, digest }
    }

    /// Whether it is of this repository.
    pub(crate) fn is_of(&self, repository: &str) -> bool {
        full(self.repository) == full(repository)
    }
}

/// A repository with its registry: Docker Hub's may be left out.
///
/// Source: <https://docs.docker.com/reference/cli/docker/image/tag/#description>
fn full(repository: &str) -> String {
    match repository.split_once('/') {
        Some((host, _)) if host.contains(['.', ':']) || host == "localhost" => {
            repository.to_owned()
        }
        Some(_) => format!("docker.io/{repository}"),
        None => format!("docker.io/library/{repository}"),
    }
}

/// What is wrong with an image that a Dockerfile builds on, and what to write.
pub(crate) fn judge(image: &str, allowed: &[Allowed<'_>]) -> Option<(String, String)> {
    let reference = Reference::of(image);
    if reference.repository == "scratch" {
        return None;
    }
    let same: Vec<_> = allowed.iter().filter(|it| reference.is_of(it.repository)).collect();
    let tagged = same.iter().find(|it| reference.tag == Some(it.tag));
    let Some(meant) = tagged.or(same.first()) else {
        let repositories = || allowed.iter().map(|it| it.repository);
        let help = if let Some(near) = nearest(reference.repository, repositories()) {
            format!("did you mean `{near}`? Or add it to `App::base_images`")
        } else {
            let names: Vec<_> = repositories().map(|it| format!("`{it}`")).collect();
            format!("build on {}, or add it to `App::base_images`", names.join(" or "))
        };
        return Some((format!("`{image}` is none of the app's base images"), help));
    };
    let wanted = |it: &Allowed<'_>| format!("`{}:{}@{}`", reference.repository, it.tag, it.digest);
    match reference.digest {
        None => {
            Some((format!("`{image}` is pinned by no digest"), format!("write {}", wanted(meant))))
        }
        Some(digest) if same.iter().all(|it| it.digest != digest) => Some((
            format!("`{image}` has another digest than the app's base image"),
            format!("write {}, or `formwork base bump` to it", wanted(meant)),
        )),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_image() {
        for (image, repository, tag, digest) in [
            ("rust", "rust", None, None),
            ("rust:1.95", "rust", Some("1.95"), None),
            ("localhost:5000/rust", "localhost:5000/rust", None, None),
            ("localhost:5000/a/b:1@sha256:00", "localhost:5000/a/b", Some("1"), Some("sha256:00")),
            ("a/b@sha256:00", "a/b", None, Some("sha256:00")),
        ] {
            assert_eq!(Reference::of(image), Reference { repository, tag, digest }, "{image}");
        }
    }

    #[test]
    fn only_listed_images_with_their_digests_pass() {
        let digest = |digit: &str| format!("sha256:{}", digit.repeat(64));
        let (a, b) = (digest("a"), digest("b"));
        let allowed = [
            Allowed { repository: "rust", tag: "1.95", digest: &a },
            Allowed { repository: "public.ecr.aws/debian", tag: "12", digest: &b },
        ];
        let pinned = |name: &str, digit: &str| format!("{name}@sha256:{}", digit.repeat(64));
        for (image, message) in [
            ("scratch".to_owned(), None),
            (pinned("rust", "a"), None),
            (pinned("rust:1.95", "a"), None),
            (pinned("docker.io/library/rust:1.95", "a"), None),
            (pinned("public.ecr.aws/debian", "b"), None),
            ("rust:1.95".to_owned(), Some("is pinned by no digest")),
            (pinned("rust", "b"), Some("has another digest")),
            (pinned("debian", "b"), Some("is none of the app's base images")),
        ] {
            let found = judge(&image, &allowed);
            assert_eq!(found.is_some(), message.is_some(), "{image}: {found:?}");
            if let (Some((found, _)), Some(message)) = (found, message) {
                assert!(found.contains(message), "{found}");
            }
        }
    }
}
