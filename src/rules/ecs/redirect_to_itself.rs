//! Redirects that lead nowhere else.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, actions, listener_of, routers};
use crate::rules::{Check, Lint, Rule};

/// `FW6118`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6118",
    name: "redirect-to-itself",
    severity: Severity::Error,
    factor: Factor::PortBinding,
    what: "A redirect leads back to the listener that it comes from, with the same host and path.",
    why: "the client is redirected again and again, or speaks TLS to a port that does not; Elastic Load Balancing refuses a plain loop",
    bad: r"Port: 80
Protocol: HTTP
DefaultActions:
  - Type: redirect
    RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}",
    good: r"Port: 80
Protocol: HTTP
DefaultActions:
  - Type: redirect
    RedirectConfig: {Protocol: HTTPS, Port: '443', StatusCode: HTTP_301}",
    fix: "Set the port of the redirect: it stays the same unless it is set. Or change the host or the path.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for router in routers(manifest) {
        let listener =
            if router.is("elbv2/listener") { Some(router) } else { listener_of(manifest, router) };
        for redirect in actions(router).into_iter().filter_map(|it| it.get("redirect")) {
            let Some(back) = leads_back(listener, redirect) else { continue };
            let message = match back {
                Back::Loop => "this redirects to where the request came from".to_owned(),
                Back::PlainPort(port) => format!(
                    "this redirects to HTTPS on port {port}, where the listener speaks HTTP"
                ),
            };
            findings.at(
                router,
                redirect,
                message,
                "set the port of the redirect, as in `443`, or another host or path",
            );
        }
    }
}

/// Where a redirect leads.
enum Back {
    /// To where the request came from.
    Loop,
    /// To HTTPS on this port, which is one of HTTP.
    PlainPort(i64),
}

fn leads_back(listener: Option<&Resource>, redirect: &Node) -> Option<Back> {
    let stays = |name: &str, same: &str| match redirect.get(name) {
        None => Some(true),
        Some(node) => Some(node.text()? == same),
    };
    if !(stays("host", "#{host}")? && stays("path", "/#{path}")?) {
        return None;
    }
    let own = |name: &str| listener.and_then(|it| it.property(name));
    let own_port = own("port").and_then(Node::integer);
    let same_port = stays("port", "#{port}")?
        || own_port.is_some() && redirect.get("port").and_then(Node::integer) == own_port;
    if !same_port {
        return None;
    }
    if stays("protocol", "#{protocol}")? {
        // The query alone may differ.
        return redirect.get("query").is_none().then_some(Back::Loop);
    }
    let to = redirect.get("protocol")?.text()?;
    match (own("protocol")?.text()?, to) {
        (from, to) if from == to => redirect.get("query").is_none().then_some(Back::Loop),
        ("HTTP", "HTTPS") => own_port.map(Back::PlainPort),
        _ => None,
    }
}
