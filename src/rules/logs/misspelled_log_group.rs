//! A log group whose name is nearly that of one which is declared.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Resource};

use crate::rules::lint::{AWSLOGS, Findings, identity, loggings};
use crate::rules::{Check, Lint, Rule};

/// `FW1113`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW1113",
    name: "misspelled-log-group",
    severity: Severity::Warning,
    factor: Factor::Logs,
    what: "A container logs to a group that is not declared, and one that is has nearly the same name and no other use.",
    why: "a task whose log group does not exist is stopped before its container starts",
    bad: r"Logs:  LogGroupName: /ecs/web
Task:  Options: {awslogs-group: ecs/web}",
    good: r"Logs:  LogGroupName: /ecs/web
Task:  Options: {awslogs-group: !Ref Logs}",
    fix: "Refer to the group instead of writing its name again.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let loggings = loggings(manifest);
    let used: Vec<_> = loggings
        .iter()
        .filter(|it| it.is(AWSLOGS))
        .filter_map(|it| Some((it, it.option("awslogs-group")?)))
        .filter_map(|(it, node)| Some((it, node, identity(node)?)))
        .collect();
    let declared: Vec<(&Resource, String)> = manifest
        .of("logs/log-group")
        .filter_map(|it| Some((it, identity(it.property("name")?)?)))
        .collect();
    let is_used = |(group, name): &&(&Resource, String)| {
        used.iter().any(|(_, node, text)| {
            text == name || manifest.targets(node).iter().any(|it| std::ptr::eq(*it, *group))
        })
    };
    let (known, idle): (Vec<_>, Vec<_>) = declared.iter().partition(is_used);
    for (logging, node, text) in &used {
        if known.iter().any(|(_, name)| name == text) || !manifest.targets(node).is_empty() {
            continue;
        }
        let near = nearest(text, idle.iter().map(|(_, name)| &**name));
        let Some((group, name)) = idle.iter().find(|(_, it)| Some(&**it) == near) else { continue };
        if is_slip(text, name) {
            let container = logging.container;
            findings
                .at(
                    container.resource,
                    node,
                    format!(
                        "`{}` logs to a group that is not declared, and nothing to `{}`",
                        container.name(),
                        group.address
                    ),
                    "refer to the log group instead of writing its name",
                )
                .related("the log group", group.head);
        }
    }
}

/// Whether two names are one and the same but for capitals, separators or a slip of the keyboard.
/// Names that differ in a digit are two of a series.
fn is_slip(written: &str, declared: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(|it| it.is_alphanumeric() || "{}".contains(*it)).collect()
    };
    let (a, b) = (bare(written).to_lowercase(), bare(declared).to_lowercase());
    if a == b {
        return written != declared;
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    a.len() >= 8 && digits(&a) == digits(&b) && strsim::osa_distance(&a, &b) == 1
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips() {
        assert!(is_slip("ecs/web", "/ecs/web"));
        assert!(is_slip("/ECS/web", "/ecs/web"));
        assert!(is_slip("/ecs/biling", "/ecs/billing"));
        assert!(is_slip("/ecs/{input env}-web", "/ecs/{input env}/web"));
        assert!(!is_slip("/ecs/web", "/ecs/web"));
        assert!(!is_slip("/ecs/orders1", "/ecs/orders2"));
        assert!(!is_slip("/ecs/web", "/ecs/api"));
        assert!(!is_slip("/ecs/billing/{input env}", "/ecs/billing/{input stage}"));
    }
}
