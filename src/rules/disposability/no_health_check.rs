//! A service that nothing asks whether it is healthy.

use crate::diag::{Factor, Message, Severity};
use crate::ir::lifted::Manifest;
use crate::spec::{App, Process, Service};

use crate::rules::lint::{Container, Findings, container_term, services};
use crate::rules::{Check, Finding, Lint, Place, Rule};

/// `FW0901`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0901",
    name: "no-health-check",
    severity: Severity::Error,
    factor: Factor::Disposability,
    what: "A service that answers requests has neither a health check path nor a health check in its container.",
    why: "a deployment that nothing can judge is never rolled back, and a task that hangs is never replaced",
    bad: r#"const WEB: Service = Service::web("web", BUILD, PORT);"#,
    good: r#"const WEB: Service = Service::web("web", BUILD, PORT)
    .health_check("/healthz");"#,
    fix: "Give a web service `.health_check(\"/healthz\")`, and a service without a load balancer `.container_check(&[\"CMD\", …])`.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
    waivable: false,
    check: Check::Service(judge),
    lint: Some(Lint::new(Severity::Warning, find)),
};

/// Whether a process of this kind is checked by something.
pub(in crate::rules) const fn is_checked(process: Process, path: bool, container: bool) -> bool {
    match process {
        Process::Web => path,
        Process::Internal => container,
        Process::Worker => true,
    }
}

/// Judges a service.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let (path, container) = (service.health_path(), service.container_health());
    if is_checked(service.process(), path.is_some(), container.is_some()) {
        return None;
    }
    let help = match service.process() {
        Process::Web => Message::of("add `.health_check(\"/healthz\")`, a path that answers 200"),
        Process::Internal | Process::Worker => {
            Message::of("add `.container_check(&[\"CMD\", \"/app\", \"--healthy\"])`")
        }
    };
    Some(Finding::new(
        &RULE,
        Place::of(service.name()),
        service.at(),
        Message::of("service ").code(service.name()).text(" has no health check"),
        help,
    ))
}

fn find(manifest: &Manifest, findings: &mut Findings<'_>) {
    for service in services(manifest) {
        let (Some(process), Some(containers)) = (service.process(), service.containers()) else {
            continue;
        };
        let essential: Vec<_> = containers.into_iter().filter(|it| !it.is_expendable()).collect();
        let asks = |it: &Container<'_>| it.get("health_check").is_some();
        // What a load balancer asks for is judged at its target group.
        if is_checked(process, true, essential.iter().any(asks)) {
            continue;
        }
        let Some(container) = essential.first() else { continue };
        findings
            .missing_in(
                container.resource,
                container.node,
                "health_check",
                format!("nothing asks whether `{}` is healthy", container.name()),
                format!(
                    "give its container a {}, or its service a target group",
                    container_term(manifest, "health_check")
                ),
            )
            .related("the service", service.resource.head);
    }
}
