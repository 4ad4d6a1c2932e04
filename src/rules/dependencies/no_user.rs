//! An image that never says which user it runs as.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest};

use crate::rules::dependencies::root_user::gives_up_root;
use crate::rules::lint::{Base, Findings, base, lineage};
use crate::rules::{Check, Lint, Rule};

/// `FW0212`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0212",
    name: "no-user",
    severity: Severity::Info,
    factor: Factor::Dependencies,
    what: "An image is built on one that runs as root, and has no `USER`.",
    why: "the process is root in its container: whoever takes it over may change every file of the image and install what is missing",
    bad: r#"FROM public.ecr.aws/docker/library/node:22
CMD ["node", "server.js"]"#,
    good: r#"FROM public.ecr.aws/docker/library/node:22
USER node
CMD ["node", "server.js"]"#,
    fix: "Add a `USER` without rights after what needs root, or set `User` in the container definition.",
    source: "https://docs.docker.com/build/building/best-practices/#user",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(&[Format::Dockerfile])),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let stages = lineage(manifest);
    let (Some(last), Some(first)) = (stages.first(), stages.last()) else { return };
    let says = stages.iter().any(|it| it.property("user").is_some() || gives_up_root(it));
    if says || base(manifest, first) == Base::Unknown {
        return;
    }
    let from = first.property("from").and_then(|it| it.text()).unwrap_or("its base");
    let message = format!("the image runs as root: `{from}` does, and there is no `USER`");
    findings.missing(last, "user", message, "end with a `USER` that has no rights");
}
