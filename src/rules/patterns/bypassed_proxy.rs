//! A container that calls the internet beside the proxy of its task.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::image;
use crate::rules::lint::{Container, Findings, TASKS, in_list, spelled, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW2310`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2310",
    name: "bypassed-proxy",
    severity: Severity::Info,
    factor: Factor::BackingServices,
    what: "A container has an external URL, and its task has a proxy for what goes out.",
    why: "what the proxy does for every call, its timeouts, retries and logs, does not happen for this one",
    bad: r"- Name: web
  Environment: [{Name: PAYMENTS_URL, Value: https://api.payments.example}]
- Name: envoy
  Image: envoyproxy/envoy:v1.31",
    good: r"- Name: web
  Environment: [{Name: PAYMENTS_URL, Value: http://localhost:9001}]
- Name: envoy
  Image: envoyproxy/envoy:v1.31",
    fix: "Give the application the proxy's address on `localhost`.",
    source: "https://learn.microsoft.com/en-us/azure/architecture/patterns/ambassador",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge).in_formats(TASKS)),
};

/// Proxies that tasks have for what goes out.
const PROXIES: [&str; 3] = ["envoy", "squid", "mitmproxy"];
/// Variables with which a client sends all its calls through a proxy.
const SENDING: [&str; 2] = ["HTTPS_PROXY", "HTTP_PROXY"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for task in tasks(manifest) {
        let (proxies, others): (Vec<_>, Vec<_>) =
            task.containers.iter().copied().partition(|it| is_proxy(manifest, it));
        let Some(proxy) = proxies.first() else { continue };
        for container in others {
            let list = container.get("environment");
            let variables =
                list.map(|it| in_list(task.resource, container.name(), it)).unwrap_or_default();
            if variables.iter().any(|it| SENDING.contains(&&*it.screaming())) {
                continue;
            }
            for variable in variables {
                for value in variable.values() {
                    if value.text().is_some_and(is_external) {
                        let message = format!(
                            "`{}` calls `{}` beside the proxy `{}`",
                            container.name(),
                            value.text().unwrap_or_default(),
                            proxy.name()
                        );
                        let help = "give it the proxy's address on `localhost`";
                        findings.at(task.resource, value, message, help);
                    }
                }
            }
        }
    }
}

fn is_proxy(manifest: &Manifest, container: &Container<'_>) -> bool {
    container.images().iter().any(|node| {
        let reference = spelled(manifest, node);
        image::product(&reference).is_some_and(|it| PROXIES.contains(&it))
    })
}

/// Whether a value is a URL of a host on the internet, other than one of AWS.
fn is_external(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("https://").filter(|(before, _)| before.is_empty())
    else {
        return false;
    };
    let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
    host.contains('.')
        && !host.ends_with("amazonaws.com")
        && !matches!(host.rsplit('.').next(), Some("internal" | "local"))
        && !host.bytes().all(|it| it.is_ascii_digit() || it == b'.')
}
