//! A secret, parameter or environment file that two services read as a whole.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{
    EcsService, Findings, containers_of, entries, identity, may_be_sidecar, services,
};
use crate::rules::{Check, Lint, Rule};

/// `FW0310`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0310",
    name: "shared-config-object",
    severity: Severity::Info,
    factor: Factor::Config,
    what: "Services of different images read the same whole secret, parameter or environment file.",
    why: "a value that changes for one changes for the other at its next deployment, and each may read what only the other needs",
    bad: r"Orders: {Secrets: [{Name: CONFIG, ValueFrom: !Ref Config}]}
Billing: {Secrets: [{Name: CONFIG, ValueFrom: !Ref Config}]}",
    good: r"Orders: {Secrets: [{Name: CONFIG, ValueFrom: !Ref OrdersConfig}]}
Billing: {Secrets: [{Name: CONFIG, ValueFrom: !Ref BillingConfig}]}",
    fix: "Give each service its own, with what it needs.",
    source: "https://12factor.net/config",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// What a service reads.
struct Reading<'m> {
    service: EcsService<'m>,
    task: &'m Resource,
    image: String,
    object: String,
    node: &'m Node,
}

/// Judges services of different images: web and worker of one image are one app.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut readings: Vec<Reading<'_>> = Vec::new();
    for service in services(manifest) {
        for reading in readings_of(service) {
            let is_other =
                |it: &&Reading<'_>| it.object == reading.object && it.image != reading.image;
            if let Some(other) = readings.iter().find(is_other) {
                let message = format!(
                    "`{}` and `{}` both read {}",
                    other.service.resource.address,
                    reading.service.resource.address,
                    named(manifest, reading.node)
                );
                findings
                    .at(reading.task, reading.node, message, "give each service its own")
                    .related("the other service reads it here", other.node.span);
            }
            readings.push(reading);
        }
    }
}

/// How a message calls what is read.
fn named(manifest: &Manifest, node: &Node) -> String {
    match manifest.targets(node).first() {
        Some(target) => format!("`{}`", target.address),
        None => node.text().map_or_else(|| "one object".to_owned(), |it| format!("`{it}`")),
    }
}

fn readings_of(service: EcsService<'_>) -> Vec<Reading<'_>> {
    let (Some(task), Some(image)) = (service.task(), service.product()) else {
        return Vec::new();
    };
    let mut found: Vec<Reading<'_>> = Vec::new();
    for container in containers_of(task) {
        if may_be_sidecar(service.manifest, &container) {
            continue;
        }
        let files = entries(container.get("environment_files"));
        let secrets = entries(container.get("secrets")).into_iter().filter(|it| !is_public(it));
        let values = secrets.filter_map(|it| it.get("value_from"));
        for node in values.chain(files.into_iter().filter_map(|it| it.get("value"))) {
            let object = identity(node).filter(|it| !it.is_empty() && !names_a_key(it));
            let Some(object) = object else { continue };
            if !found.iter().any(|it| it.object == object) {
                found.push(Reading { service, task, image: image.clone(), object, node });
            }
        }
    }
    found
}

/// Whether a secret is one that all may have: a certificate.
fn is_public(secret: &Node) -> bool {
    let name = secret.get("name").and_then(Node::text).unwrap_or_default().to_ascii_uppercase();
    name.contains("CERT") || name.split('_').any(|it| it == "CA")
}

/// Whether a value names one key of a secret, by what stands after the secret's name.
fn names_a_key(value: &str) -> bool {
    let secret = value.split_once(":secret:").map_or(value, |(_, name)| name);
    let is_arn = value.starts_with("arn:") && !value.contains(":secret:");
    let after = secret.rsplit('}').next().unwrap_or_default();
    !is_arn && after.contains(':')
}

#[cfg(test)]
mod tests {
    use super::names_a_key;

    #[test]
    fn keys() {
        for value in ["{resource 1 arn}:url::", "arn:aws:secretsmanager:r:1:secret:app-x:url::"] {
            assert!(names_a_key(value), "{value}");
        }
        for value in [
            "{resource 1 arn}",
            "arn:aws:secretsmanager:r:1:secret:app-x",
            "arn:aws:ssm:r:1:parameter/app",
            "/app/url",
            "arn:{Partition}:s3:::files/app.env",
        ] {
            assert!(!names_a_key(value), "{value}");
        }
    }
}
