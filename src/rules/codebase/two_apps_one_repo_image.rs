//! Two apps whose images are tags of one repository.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{EcsService, Findings, identity, services};
use crate::rules::{Check, Lint, Rule};

/// `FW0104`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0104",
    name: "two-apps-one-repo-image",
    severity: Severity::Warning,
    factor: Factor::Codebase,
    what: "Two services run tags of one repository that begin with the names of the services.",
    why: "a repository is where the releases of one app are: its policies of permission, lifecycle and scanning cannot tell two apart, and a wrong tag deploys the other app",
    bad: r"Orders: {Image: acme/app:orders-1.4.2}
Billing: {Image: acme/app:billing-2.0.1}",
    good: r"Orders: {Image: acme/orders:1.4.2}
Billing: {Image: acme/billing:2.0.1}",
    fix: "Push each app to a repository of its own.",
    source: "https://12factor.net/codebase",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// An image of a service: its repository, and the app that the tag names.
struct Tagged<'m> {
    service: EcsService<'m>,
    node: &'m Node,
    repository: String,
    app: String,
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut seen: Vec<Tagged<'_>> = Vec::new();
    for tagged in services(manifest).filter_map(tagged) {
        let is_other =
            |it: &&Tagged<'_>| it.repository == tagged.repository && it.app != tagged.app;
        let Some(task) = tagged.service.task() else { continue };
        if let Some(other) = seen.iter().find(is_other) {
            let message = format!(
                "`{}` and `{}` run images of one repository, told apart by the tags `{}` and `{}`",
                other.service.resource.address,
                tagged.service.resource.address,
                other.app,
                tagged.app
            );
            findings
                .at(task, tagged.node, message, "push each app to a repository of its own")
                .related("the other image", other.node.span);
        }
        seen.push(tagged);
    }
}

/// The image of a service, if its tag names the service.
fn tagged(service: EcsService<'_>) -> Option<Tagged<'_>> {
    let containers = service.containers()?;
    let container = containers.iter().find(|it| !it.is_expendable())?;
    let node = container.get("image")?;
    let image = identity(node)?;
    let (repository, tag) = split(&image)?;
    let app = app_of(tag)?;
    let family = service.task()?.property("family").and_then(Node::text);
    let name = service.get("name").and_then(Node::text);
    let names = [Some(container.name()), family, name];
    let plain = squashed(&app);
    let is_named = names.into_iter().flatten().any(|it| squashed(it).contains(&plain));
    is_named.then(|| Tagged { service, node, repository: repository.to_owned(), app })
}

/// Repository and tag of an image.
fn split(image: &str) -> Option<(&str, &str)> {
    let name = image.rfind('/').map_or(0, |it| it + 1);
    let colon = name + image[name..].find(':')?;
    let (repository, tag) = (&image[..colon], &image[colon + 1..]);
    (!repository.is_empty() && !repository.contains('@')).then_some((repository, tag))
}

/// The words before the version in a tag, as in `billing-2.0.1`; `None` if no version follows them.
fn app_of(tag: &str) -> Option<String> {
    let is_word = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphabetic());
    let parts: Vec<&str> = tag.split(['-', '_']).collect();
    let words = parts.iter().take_while(|it| is_word(it)).count();
    let app = parts[..words].join("-").to_ascii_lowercase();
    (words < parts.len() && app.len() >= 3).then_some(app)
}

/// A name without what separates its words.
fn squashed(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|it| it.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        let check = |image: &str, expected: Option<(&str, &str)>| {
            let found = split(image).and_then(|(it, tag)| Some((it, app_of(tag)?)));
            assert_eq!(found.as_ref().map(|(it, app)| (*it, &**app)), expected, "{image}");
        };
        check("acme/app:orders-1.4.2", Some(("acme/app", "orders")));
        check("h:5000/app:svc_orders-3f2c91e", Some(("h:5000/app", "svc-orders")));
        check("{resource 1 url}:web-{input Tag}", Some(("{resource 1 url}", "web")));
        check("acme/app:1.4.2", None);
        check("acme/app:latest", None);
        check("acme/app:orders", None);
        check("acme/app@sha256:00ff", None);
        check("acme/app", None);
    }
}
