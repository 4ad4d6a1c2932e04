//! The stages of a Dockerfile, and what the image is built on.

use crate::ir::lifted::{Manifest, Node, Resource};

use super::super::image::HOLE;
use super::spelled;

/// What is known of an image that others build on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// It runs as root, and exposes nothing: a system or a language.
    Bare,
    /// It runs as root, and may expose ports.
    Server,
    /// Nothing.
    Unknown,
}

/// Official images of systems and languages that have neither `USER` nor `EXPOSE`.
const BARE: [&str; 29] = [
    "almalinux",
    "alpine",
    "amazoncorretto",
    "amazonlinux",
    "busybox",
    "centos",
    "clojure",
    "composer",
    "debian",
    "eclipse-temurin",
    "elixir",
    "erlang",
    "fedora",
    "golang",
    "haskell",
    "ibmjava",
    "julia",
    "maven",
    "node",
    "openjdk",
    "oraclelinux",
    "perl",
    "pypy",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "swift",
    "ubuntu",
];
/// Official images of servers that have no `USER`.
const SERVERS: [&str; 5] = ["caddy", "httpd", "nginx", "php", "tomcat"];
/// Where official images are.
const OFFICIAL: [&str; 7] = [
    "public.ecr.aws/docker/library/",
    "public.ecr.aws/amazonlinux/",
    "public.ecr.aws/amazoncorretto/",
    "docker.io/library/",
    "index.docker.io/library/",
    "registry.hub.docker.com/library/",
    "library/",
];

/// The last stage, which is built by default, and after it the stages it is built on.
pub(crate) fn lineage(manifest: &Manifest) -> Vec<&Resource> {
    let is_last = |it: &&Resource| it.property("last").and_then(Node::bool) == Some(true);
    let mut next = manifest.of("image-stage").find(is_last);
    let mut found: Vec<&Resource> = Vec::new();
    while let Some(stage) = next.filter(|it| !found.iter().any(|seen| std::ptr::eq(*seen, *it))) {
        found.push(stage);
        next = stage.property("parent").and_then(|it| manifest.target(it));
    }
    found
}

/// What is known of the image that a stage is built on.
pub(crate) fn base(manifest: &Manifest, stage: &Resource) -> Base {
    stage.property("from").map_or(Base::Unknown, |from| base_of(&spelled(manifest, from)))
}

fn base_of(reference: &str) -> Base {
    let official = OFFICIAL.iter().find_map(|it| reference.strip_prefix(it)).unwrap_or(reference);
    let name = official.split('@').next().unwrap_or_default().split(':').next();
    match name.unwrap_or_default() {
        name if name.contains(['/', HOLE]) => Base::Unknown,
        "scratch" => Base::Bare,
        name if BARE.contains(&name) => Base::Bare,
        name if SERVERS.contains(&name) => Base::Server,
        _ => Base::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases() {
        let check = |reference, expected| assert_eq!(base_of(reference), expected, "{reference}");
        check("node:22", Base::Bare);
        check("scratch", Base::Bare);
        check("python", Base::Bare);
        check("node@sha256:00ff", Base::Bare);
        check("node:\u{FFFC}", Base::Bare);
        check("public.ecr.aws/docker/library/golang:1.25", Base::Bare);
        check("docker.io/library/nginx:1.27", Base::Server);
        check("public.ecr.aws/lambda/python:3.13", Base::Unknown);
        check("nginxinc/nginx-unprivileged:1.27", Base::Unknown);
        check("registry.example.com/node:22", Base::Unknown);
        check("\u{FFFC}", Base::Unknown);
        check("haproxy:3.0", Base::Unknown);
    }
}
