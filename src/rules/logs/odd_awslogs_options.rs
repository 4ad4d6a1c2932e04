//! Options that the log driver `awslogs` refuses.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{AWSLOGS, Findings, Logging, TASKS, loggings};
use crate::rules::{Check, Lint, Rule};

/// `FW1111`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1111",
    name: "odd-awslogs-options",
    severity: Severity::Error,
    factor: Factor::Logs,
    what: "A container logs with `awslogs`, and a required option is missing, one is unknown, or two exclude each other.",
    why: "ECS refuses the task definition, or the task stops before its container starts",
    bad: r"Options: {awslogs-group: /web, aws-region: eu-west-1}",
    good: r"Options: {awslogs-group: /web, awslogs-region: eu-west-1}",
    fix: "Give `awslogs-group` and `awslogs-region`, and spell the others as ECS does.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge).in_formats(TASKS)),
};

/// Options that ECS documents.
const OPTIONS: [&str; 8] = [
    "awslogs-group",
    "awslogs-region",
    "awslogs-stream-prefix",
    "awslogs-create-group",
    "awslogs-datetime-format",
    "awslogs-multiline-pattern",
    "mode",
    "max-buffer-size",
];
/// Options that Docker has beside them; ECS takes some, and does not say which.
const DOCKER: [&str; 10] = [
    "awslogs-endpoint",
    "awslogs-stream",
    "awslogs-create-stream",
    "awslogs-credentials-endpoint",
    "awslogs-force-flush-interval-seconds",
    "awslogs-max-buffered-events",
    "awslogs-format",
    "tag",
    "env",
    "labels",
];
const REQUIRED: [&str; 2] = ["awslogs-group", "awslogs-region"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for logging in loggings(manifest).iter().filter(|it| it.is(AWSLOGS)) {
        missing(logging, findings);
        let options = logging.node.get("options").map(Node::branches).unwrap_or_default();
        for options in options {
            unknown(logging, options, findings);
            excluded(logging, options, findings);
        }
    }
}

fn missing(logging: &Logging<'_>, findings: &mut Findings<'_>) {
    for option in REQUIRED {
        // The driver's secret options are options too.
        let secrets = logging.node.get("secret_options").map(Node::items).unwrap_or_default();
        let is_secret =
            secrets.iter().any(|it| it.get("name").and_then(Node::text) == Some(option));
        if logging.lacks(option) && !is_secret {
            findings.missing_in(
                logging.container.resource,
                logging.node,
                &format!("options/{option}"),
                format!(
                    "`{}` logs with `{AWSLOGS}` and has no `{option}`",
                    logging.container.name()
                ),
                format!("set `{option}`, which the driver requires"),
            );
        }
    }
}

fn unknown(logging: &Logging<'_>, options: &Node, findings: &mut Findings<'_>) {
    for field in options.fields() {
        let name = &*field.key;
        if OPTIONS.contains(&name) || DOCKER.contains(&name) || field.value.is_absent() {
            continue;
        }
        let help = nearest(name, OPTIONS)
            .map_or_else(|| "remove it".to_owned(), |near| format!("did you mean `{near}`?"));
        let message = format!("`{AWSLOGS}` has no option `{name}`");
        findings.at_key(logging.container.resource, options, name, message, help);
    }
}

fn excluded(logging: &Logging<'_>, options: &Node, findings: &mut Findings<'_>) {
    let resource = logging.container.resource;
    let mode = options.get("mode").and_then(|it| Some((it, it.text()?)));
    match mode {
        Some((_, "blocking")) if options.get("max-buffer-size").is_some() => {
            findings.at_key(
                resource,
                options,
                "max-buffer-size",
                "`max-buffer-size` is set, and `mode` is `blocking`",
                "remove it, or set `mode` to `non-blocking`: there is no buffer without it",
            );
        }
        Some((_, "blocking" | "non-blocking")) | None => {}
        Some((node, mode)) => {
            findings.at(
                resource,
                node,
                format!("`mode` is `{mode}`"),
                "set it to `non-blocking` or `blocking`",
            );
        }
    }
    if options.get("awslogs-datetime-format").is_some() {
        let pattern = "awslogs-multiline-pattern";
        if options.get(pattern).is_some() {
            let message = format!("`awslogs-datetime-format` and `{pattern}` are both set");
            findings.at_key(resource, options, pattern, message, "remove one of the two");
        }
    }
}
