//! A setting of the load balancer that AWS refuses.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4026`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4026",
    name: "unaccepted-app-value",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "The idle timeout of the load balancer is not 1 to 4000 seconds.",
    why: "the deployment fails",
    bad: "Balancer::new().idle_timeout(Seconds(0))",
    good: "Balancer::new().idle_timeout(Seconds(60))",
    fix: "Stay within the range that the message names.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    waivable: false,
    check: Check::Whole(judge),
    lint: None,
};

/// Judges an app.
pub(crate) const fn judge<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    let seconds = app.load_balancer().idle().0;
    if seconds > 0 && seconds <= 4000 {
        return None;
    }
    Some(Finding::new(
        &RULE,
        Place::part(app.name(), "balancer"),
        app.at(),
        Message::of("the load balancer cannot keep an idle connection for ")
            .number(seconds as u64)
            .text(" seconds"),
        Message::of("write 1 to 4000 seconds"),
    ))
}
