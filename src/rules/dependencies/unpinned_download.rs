//! A file from the internet that may be another one tomorrow.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Node};

use crate::rules::image;
use crate::rules::lint::Findings;
use crate::rules::{Check, Lint, Rule};

/// `FW0210`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0210",
    name: "unpinned-download",
    severity: Severity::Warning,
    factor: Factor::Dependencies,
    what: "A Dockerfile adds a file from a URL without a version and without a checksum.",
    why: "the next build gets whatever stands there then, so two images of one commit differ, and nobody notices if the file was replaced",
    bad: r"FROM public.ecr.aws/docker/library/alpine:3.21
ADD https://example.com/tool.tar.gz /opt/",
    good: r"FROM public.ecr.aws/docker/library/alpine:3.21
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /opt/",
    fix: "Add `--checksum`, and take a URL with a version.",
    source: "https://docs.docker.com/reference/dockerfile/#add---checksum",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(&[Format::Dockerfile])),
};

/// Whether a URL may give another file tomorrow: it has no version in it.
fn floats(url: &str) -> bool {
    let is_url = url.starts_with("https://") || url.starts_with("http://");
    let path = url.splitn(4, '/').nth(3).unwrap_or_default();
    // A repository is cloned: what its reference is worth is another matter.
    let is_repository = path.contains(".git");
    let segments = path.split(['/', '_', '?', '=']);
    is_url && !is_repository && !segments.into_iter().any(image::identifies_a_build)
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for stage in manifest.of("image-stage") {
        for copy in stage.property("copy").map(Node::items).unwrap_or_default() {
            let adds = copy.get("instruction").and_then(Node::text);
            let adds = adds.is_some_and(|it| it.eq_ignore_ascii_case("ADD"));
            if !adds || copy.get("checksum").is_some() {
                continue;
            }
            for node in copy.get("sources").map(Node::items).unwrap_or_default() {
                if let Some(url) = node.text().filter(|it| floats(it)) {
                    let message = format!("`{url}` may be another file at the next build");
                    let help = "add `--checksum=sha256:…`, and take a URL with a version";
                    findings.at(stage, node, message, help);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for url in ["https://example.com/tool.tar.gz", "http://example.com/latest/tool"] {
            assert!(floats(url), "{url}");
        }
        for url in [
            "https://example.com/v1.2.3/tool.tar.gz",
            "https://example.com/tool_1.2.3_amd64.deb",
            "https://example.com/tool-1.2.3.tar.gz",
            "https://github.com/org/repo.git#main",
            "tool.tar.gz",
        ] {
            assert!(!floats(url), "{url}");
        }
    }
}
