//! A name that AWS refuses.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, Name};
use crate::rules::{Check, Lint, Rule};

/// `FW6177`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6177",
    name: "refused-physical-name",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "A resource has a physical name that is too long, or has characters that its service refuses.",
    why: "the resource is refused in the middle of a deployment; a name built of parts is long enough in one environment only, mostly production",
    bad: "Name: orders-payments-reconciliation-production",
    good: "Name: orders-reconciliation-prod",
    fix: "Shorten or respell it, or leave it out: then the engine makes one that fits.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

/// What a service takes as a name.
struct Form {
    kind: &'static str,
    property: &'static str,
    longest: usize,
    /// Characters beside letters and digits.
    marks: &'static str,
    edges: Edges,
    /// Whether capitals are refused.
    case: Case,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edges {
    /// Anything.
    Any,
    /// No hyphen at either end.
    NoHyphen,
    /// A letter first, no hyphen last, and no two together.
    Letter,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Lower,
}

const fn form(
    kind: &'static str,
    property: &'static str,
    longest: usize,
    marks: &'static str,
    edges: Edges,
) -> Form {
    Form { kind, property, longest, marks, edges, case: Case::Any }
}

impl Form {
    const fn lower(mut self) -> Self {
        self.case = Case::Lower;
        self
    }
}

/// Each from the API reference of its service, where it creates the resource.
const FORMS: &[Form] = &[
    form("elbv2/load-balancer", "name", 32, "-", Edges::NoHyphen),
    form("elbv2/target-group", "name", 32, "-", Edges::NoHyphen),
    form("ecs/cluster", "name", 255, "-_", Edges::Any),
    form("ecs/service", "name", 255, "-_", Edges::Any),
    form("ecs/task-definition", "family", 255, "-_", Edges::Any),
    form("rds/instance", "identifier", 63, "-", Edges::Letter),
    form("rds/cluster", "cluster_identifier", 63, "-", Edges::Letter),
    form("rds/cluster-instance", "identifier", 63, "-", Edges::Letter),
    form("s3/bucket", "bucket", 63, "-.", Edges::NoHyphen).lower(),
    form("sqs/queue", "name", 80, "-_.", Edges::Any),
    form("sns/topic", "name", 256, "-_.", Edges::Any),
    form("iam/role", "name", 64, "_+=,.@-", Edges::Any),
    form("logs/log-group", "name", 512, "_./#-", Edges::Any),
    form("lambda/function", "function_name", 64, "-_", Edges::Any),
    form("dynamodb/table", "name", 255, "-_.", Edges::Any),
    form("ecr/repository", "name", 256, "-_./", Edges::NoHyphen).lower(),
    form("elasticache/replication-group", "replication_group_id", 40, "-", Edges::Letter),
];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for resource in &manifest.resources {
        let Some(form) = FORMS.iter().find(|form| resource.is(form.kind)) else { continue };
        let branches = resource.property(form.property).map(Node::branches).unwrap_or_default();
        for node in branches {
            let name = Name::new(manifest, node);
            // An ARN says the same of a function; a reference is no name that was written here.
            if name.least() == 0
                || name.first().starts_with("arn:")
                || ["{{", "${"].iter().any(|it| name.shown().contains(it))
            {
                continue;
            }
            let refusal = refusal(form, &name).or_else(|| match form.kind {
                "s3/bucket" => bucket_refusal(&name),
                "elbv2/load-balancer" if name.first().starts_with("internal-") => {
                    Some("begins with `internal-`, which is reserved".to_owned())
                }
                _ => None,
            });
            if let Some(what) = refusal {
                let message = format!("the name `{}` {what}", name.shown());
                findings.at(resource, node, message, "shorten or respell it, or leave it out");
            }
        }
    }
}

/// Why a name is refused by the form of its service.
fn refusal(form: &Form, name: &Name) -> Option<String> {
    let least = name.least();
    if least > form.longest {
        let least =
            if name.whole().is_some() { format!("{least}") } else { format!("at least {least}") };
        return Some(format!("has {least} characters of {} at most", form.longest));
    }
    let is_taken = |it: char| {
        it.is_ascii_alphanumeric() && !(form.case == Case::Lower && it.is_ascii_uppercase())
            || form.marks.contains(it)
    };
    let wrong = name.parts.iter().flat_map(|part| part.chars()).find(|it| !is_taken(*it));
    if let Some(wrong) = wrong {
        let what = if wrong.is_ascii_uppercase() {
            "a capital letter".to_owned()
        } else if wrong == ' ' {
            "a space".to_owned()
        } else {
            format!("`{wrong}`")
        };
        return Some(format!("has {what}, which is refused"));
    }
    let (first, last) = (name.first(), name.last());
    if form.edges == Edges::Any {
        return None;
    }
    if first.starts_with('-') || last.ends_with('-') {
        return Some("begins or ends with a hyphen".to_owned());
    }
    if form.edges == Edges::NoHyphen {
        return None;
    }
    if first.starts_with(|it: char| !it.is_ascii_alphabetic()) {
        return Some("does not begin with a letter".to_owned());
    }
    let is_doubled = name.parts.iter().any(|it| it.contains("--"));
    is_doubled.then(|| "has two hyphens together".to_owned())
}

/// What S3 alone refuses.
fn bucket_refusal(name: &Name) -> Option<String> {
    let starts = ["xn--", "sthree-", "amzn-s3-demo-"];
    let ends = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];
    if let Some(start) = starts.iter().find(|it| name.first().starts_with(**it)) {
        return Some(format!("begins with `{start}`, which is reserved"));
    }
    if let Some(end) = ends.iter().find(|it| name.last().ends_with(**it)) {
        return Some(format!("ends with `{end}`, which is reserved"));
    }
    if name.parts.iter().any(|it| it.contains("..")) {
        return Some("has two periods together".to_owned());
    }
    let whole = name.whole()?;
    let is_address = whole.split('.').count() == 4
        && whole.split('.').all(|it| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit()));
    if is_address {
        return Some("reads like an IP address".to_owned());
    }
    (whole.len() < 3).then(|| "has less than 3 characters".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::kinds;

    #[test]
    fn every_form_is_of_a_property() {
        for form in FORMS {
            let row = kinds::by_name(form.kind).and_then(|kind| kind.row(form.property));
            assert!(row.is_some(), "{} {}", form.kind, form.property);
        }
    }
}
