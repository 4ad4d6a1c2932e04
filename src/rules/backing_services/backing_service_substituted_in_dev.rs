//! A store or queue that is another product in development.

use crate::diag::{Factor, Severity};

use crate::ir::lifted::Manifest;

use crate::rules::lint::containers;
use crate::rules::parity::{Comparison, Differences, Place};
use crate::rules::{Check, Lint, Rule};

/// `FW0406`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0406",
    name: "backing-service-substituted-in-dev",
    severity: Severity::Warning,
    factor: Factor::BackingServices,
    what: "An environment runs another product for a store or a queue than production does: an emulator, SQLite, another cache.",
    why: "the differences between two products are found in production",
    bad: r"# compose.yaml, beside a production with AWS::SQS::Queue
services: {queue: {image: softwaremill/elasticmq-native}}",
    good: r"# compose.yaml
services: {db: {image: postgres}}",
    fix: "Use the same product; if an emulator is wanted, allow it with a reason.",
    source: "https://12factor.net/backing-services",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::across(Severity::Warning, judge)),
};

/// A word in the name of an image, what it stands for, and the kinds of which it is a substitute.
const SUBSTITUTES: [(&str, &[&str]); 9] = [
    ("elasticmq", &["sqs/queue"]),
    ("localstack", &["sqs/queue", "sns/topic", "s3/bucket", "dynamodb/table"]),
    ("minio", &["s3/bucket"]),
    ("dynamodb-local", &["dynamodb/table"]),
    ("goaws", &["sns/topic", "sqs/queue"]),
    ("memcached", &["elasticache/replication-group"]),
    ("sqlite", &["rds/instance", "rds/cluster"]),
    ("azurite", &["s3/bucket"]),
    ("fake-gcs-server", &["s3/bucket"]),
];

fn judge(comparison: &Comparison<'_>, found: &mut Differences<'_, '_>) {
    let Some(production) = comparison.production() else { return };
    let Some(real) = comparison.manifests[production] else { return };
    for at in comparison.present().filter(|at| *at != production) {
        let Some(manifest) = comparison.manifests[at] else { continue };
        for container in containers(manifest) {
            for image in container.images() {
                let Some(text) = image.text() else { continue };
                let Some((word, kind)) = substitute(text, real) else { continue };
                let Some(instance) = real.of(kind).next() else { continue };
                let name = &comparison.environments[at].name;
                let message = format!(
                    "`{}` runs {word} in `{name}`, where production has `{}` ({})",
                    container.name(),
                    instance.address,
                    instance.type_name,
                );
                let help = "use the same service, or allow the emulator with a reason";
                let Some(head) = comparison.heads[at] else { continue };
                let place = Place { span: image.span, ..head };
                let path = format!("{}/image", container.name());
                let told = found.tell(path, (vec![at], place), message, help);
                text.clone_into(&mut told.value);
                if let Some(head) = comparison.heads[production] {
                    let place = Place { span: instance.head, ..head };
                    told.related.push(("what production has".to_owned(), place));
                }
            }
        }
    }
}

/// What an image stands for, of what production has.
fn substitute(image: &str, real: &Manifest) -> Option<(&'static str, &'static str)> {
    let name = image.split(['@', ':']).next().unwrap_or_default().to_ascii_lowercase();
    SUBSTITUTES.iter().filter(|(word, _)| name.contains(word)).find_map(|(word, kinds)| {
        let kind = kinds.iter().find(|kind| real.of(kind).next().is_some())?;
        Some((*word, *kind))
    })
}
