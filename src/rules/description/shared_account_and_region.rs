//! Two environments in one account and region.

use crate::diag::{Factor, Message, Severity};
use crate::spec::App;

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4004`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4004",
    name: "shared-account-and-region",
    severity: Severity::Warning,
    factor: Factor::Parity,
    what: "Two environments have the same account and region.",
    why: "quotas, permissions and mistakes of one reach the other",
    bad: "dev and prod in account 111111111111, eu-west-1",
    good: "dev in account 111111111111, prod in account 333333333333",
    fix: "Give each environment an account of its own.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/benefits-of-using-multiple-aws-accounts.html",
    waivable: true,
    check: Check::Deployment(judge),
    lint: None,
};

/// Judges an environment of an app.
pub(crate) fn judge<'a>(app: &App<'a>, e: usize) -> Option<Finding<'a>> {
    let all = app.environments();
    let here = &all[e];
    let mut earlier = all[..e].iter();
    let other =
        earlier.find(|it| it.account() == here.account() && it.region() == here.region())?;
    Some(Finding::new(
        &RULE,
        Place(app.name(), "environments", here.name()),
        app.at(),
        Message::of("environments ")
            .code(other.name())
            .text(" and ")
            .code(here.name())
            .text(" share account ")
            .code(here.account())
            .text(" and region ")
            .code(here.region()),
        Message::of("give each environment an account of its own"),
    ))
}
