//! An image that listens on a port and does not say so.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Format, Manifest, Node};

use crate::rules::backing_services::sidecar_localhost_dependency::local_port;
use crate::rules::lint::{Base, Findings, base, commands, lineage};
use crate::rules::{Check, Lint, Rule};

/// `FW0706`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0706",
    name: "dockerfile-no-expose",
    severity: Severity::Info,
    factor: Factor::PortBinding,
    what: "A Dockerfile starts or checks a process on a port, and has no `EXPOSE`.",
    why: "the port is part of what the image promises: whoever maps it or routes to it must read the command to find it",
    bad: r#"FROM public.ecr.aws/docker/library/node:22
ENV PORT=8080
CMD ["node", "server.js"]"#,
    good: r#"FROM public.ecr.aws/docker/library/node:22
ENV PORT=8080
EXPOSE 8080
CMD ["node", "server.js"]"#,
    fix: "Add `EXPOSE` with the port.",
    source: "https://docs.docker.com/reference/dockerfile/#expose",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(&[Format::Dockerfile])),
};

/// Variables that say which port to listen on.
const VARIABLES: [&str; 4] = ["PORT", "HTTP_PORT", "SERVER_PORT", "ASPNETCORE_HTTP_PORTS"];
/// Options that say which port or address to listen on.
const OPTIONS: [&str; 4] = ["--port", "--bind", "--listen", "--http-port"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let stages = lineage(manifest);
    let (Some(last), Some(first)) = (stages.first(), stages.last()) else { return };
    let exposes = stages.iter().any(|it| it.property("expose").is_some());
    if exposes || base(manifest, first) != Base::Bare {
        return;
    }
    let declared = stages.iter().find_map(|stage| {
        let variables = stage.property("environment").into_iter();
        let mut set = variables.flat_map(|all| VARIABLES.iter().filter_map(|it| all.get(it)));
        let check = stage.properties.at("health_check.command").map(Node::items);
        let mut words = check.unwrap_or_default().iter().filter_map(Node::text);
        set.find_map(Node::integer).or_else(|| words.find_map(local_port))
    });
    let started = || commands(manifest).iter().find_map(|it| option_port(&it.words()));
    if let Some(port) = declared.or_else(started) {
        let message = format!("the image listens on port {port}, and does not expose it");
        findings.missing(last, "expose", message, format!("add `EXPOSE {port}`"));
    }
}

/// The port that an option of a command names.
fn option_port(words: &[&str]) -> Option<i64> {
    let words: Vec<&str> = words.iter().flat_map(|it| it.split_ascii_whitespace()).collect();
    words.iter().enumerate().find_map(|(position, word)| {
        let (option, value) = word.split_once('=').unwrap_or((word, ""));
        let value = if value.is_empty() { words.get(position + 1).copied()? } else { value };
        let port = value.rsplit(':').next()?.parse().ok()?;
        (OPTIONS.contains(&option) && port > 0).then_some(port)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_of_options() {
        let check =
            |words: &[&str], expected| assert_eq!(option_port(words), expected, "{words:?}");
        check(&["uvicorn", "app:app", "--port", "8000"], Some(8000));
        check(&["gunicorn", "--bind=0.0.0.0:8000", "app"], Some(8000));
        check(&["/bin/sh", "-c", "serve --port 3000"], Some(3000));
        check(&["serve", "--port"], None);
        check(&["serve", "--port", "$PORT"], None);
        check(&["serve", "--workers", "4"], None);
        check(&["server", "--bind", "unix:/run/app.sock"], None);
    }
}
