//! A Dockerfile that builds on something else than the base images of its app.
//!
//! The compiler cannot read Dockerfiles, so this is judged by `formwork check`, which can.

#[cfg(feature = "cli")]
mod reference;

use crate::diag::{Factor, Severity};

use crate::rules::{Check, Rule};

#[cfg(feature = "cli")]
pub(crate) use reference::{Allowed, Reference, judge};

/// `FW0213`.
pub(crate) static RULE: Rule = Rule {
    id: "FW0213",
    name: "unlisted-base-image",
    severity: Severity::Error,
    factor: Factor::Dependencies,
    what: "A Dockerfile of a service has a `FROM` that is none of the app's base images, or not with its digest.",
    why: "what a service is built on is a dependency like any other: what is not declared is not patched with the rest, and what is not pinned differs between two builds of one commit",
    bad: r#"App::base_images(&[BaseImage::new("public.ecr.aws/docker/library/rust", "1.95", "sha256:…")])
FROM docker.io/library/rust:latest"#,
    good: r#"App::base_images(&[BaseImage::new("public.ecr.aws/docker/library/rust", "1.95", "sha256:…")])
FROM public.ecr.aws/docker/library/rust:1.95@sha256:…"#,
    fix: "Build on one of the base images, with its digest; `formwork base list` prints them.",
    source: "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
    waivable: false,
    check: Check::Unrepresentable,
    lint: None,
};
