//! Services whose logs cannot be told apart.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{AWSLOGS, Findings, identity, loggings_of, may_exclude, services};
use crate::rules::{Check, Lint, Rule};

/// `FW1107`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1107",
    name: "shared-log-stream",
    severity: Severity::Warning,
    factor: Factor::Logs,
    what: "Two services log to one group with the same prefix and the same container name.",
    why: "a stream is named after prefix, container and task, so the streams of both look alike: who searches for one finds the other",
    bad: r"Orders:  Options: {awslogs-group: /shop, awslogs-stream-prefix: ecs}
Billing: Options: {awslogs-group: /shop, awslogs-stream-prefix: ecs}",
    good: r"Orders:  Options: {awslogs-group: /shop, awslogs-stream-prefix: orders}
Billing: Options: {awslogs-group: /shop, awslogs-stream-prefix: billing}",
    fix: "Give each a group or a prefix of its own: the name of the service.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

const PREFIX: &str = "awslogs-stream-prefix";

/// A container of a service with what names its streams.
struct Stream<'m> {
    task: &'m Resource,
    service: &'m Resource,
    named: [String; 3],
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut streams: Vec<Stream<'_>> = Vec::new();
    for (service, task) in services(manifest).filter_map(|it| Some((it.resource, it.task()?))) {
        let written = loggings_of(task).into_iter().filter(|it| it.is(AWSLOGS));
        for logging in written {
            let option = |name| logging.option(name).and_then(identity);
            let container = logging.container.get("name").and_then(Node::text);
            let (Some(group), Some(prefix), Some(container)) =
                (option("awslogs-group"), option(PREFIX), container)
            else {
                continue;
            };
            let named = [group, prefix, container.to_owned()];
            let is_beside = |it: &&Stream<'_>| {
                !std::ptr::eq(it.task, task)
                    && !may_exclude(it.task, task)
                    && !may_exclude(it.service, service)
            };
            let other = streams.iter().filter(is_beside).find(|it| it.named == named);
            if let (Some(other), Some(node)) = (other, logging.option(PREFIX)) {
                let message = format!(
                    "`{}` and `{}` log to one group as `{container}` with the same prefix",
                    other.service.address, service.address
                );
                findings
                    .at(task, node, message, "set the prefix to the name of the service")
                    .related("the other task definition", other.task.head);
                continue;
            }
            streams.push(Stream { task, service, named });
        }
    }
}
