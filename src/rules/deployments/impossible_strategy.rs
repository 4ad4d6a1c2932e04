//! A strategy that one of the back ends of the app cannot carry out.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Deploy, Host, Service, Strategy, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW5010`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW5010",
    name: "impossible-strategy",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A service is deployed by a strategy that one of the back ends of the app cannot carry out.",
    why: "both back ends deploy the same system: a strategy that one of them lacks is never replaced by a weaker one",
    bad: r"CARTS.calls(&[PRICES.timeout_ms(500)]).deploy(Deploy::canary(Share::percent(10), Bake::minutes(10)))",
    good: r"CARTS.calls(&[PRICES.timeout_ms(500)]).deploy(Deploy::canary_machine(Steps::new(&[10, 100]), Bake::minutes(10)))",
    fix: "Use `App::terraform(TerraformProvider::V6)`, `App::back_ends(BackEnds::CloudFormation)`, or, for a service that serves no contract, `Deploy::canary_machine`, which both back ends have.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html",
    waivable: false,
    check: Check::Service(judge),
    lint: None,
};

/// Judges a service.
pub(crate) const fn judge<'a>(app: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    let deploy = service.deployment();
    if deploy.has_machine() && !service.served().is_empty() {
        return Some(found(
            service,
            ", and serves a contract: callers inside the app reach both sets of tasks at once, past the load balancer that shifts the traffic",
            "serve the contract from a service of its own that is deployed by `Deploy::rolling`, or use `Deploy::blue_green`, `Deploy::linear` or `Deploy::canary` on `App::terraform(TerraformProvider::V6)` or `App::back_ends(BackEnds::CloudFormation)`",
        ));
    }
    if matches!(deploy.strategy(), Strategy::BlueGreenDns) && shares_host(app, service) {
        return Some(found(
            service,
            ", and its host is another service's too: each has load balancers of its own, and a name leads to one service",
            "give it a host of its own, or use `Deploy::canary_machine`",
        ));
    }
    if app.uses_codedeploy(service)
        && let Some(obstacle) = obstacle(app, service)
    {
        return Some(found(service, obstacle, past_codedeploy(service)));
    }
    if !deploy.hook_list().is_empty()
        && (!deploy.has_two_target_groups() || app.uses_codedeploy(service))
    {
        return Some(found(
            service,
            ", and only ECS calls lifecycle hooks, while it shifts traffic itself",
            past_hooks(service),
        ));
    }
    None
}

/// What to do about a service that CodeDeploy cannot deploy.
const fn past_codedeploy(service: &Service<'_>) -> &'static str {
    if !service.deployment().hook_list().is_empty() {
        return "use `App::terraform(TerraformProvider::V6)` or `App::back_ends(BackEnds::CloudFormation)`";
    }
    // A machine's two sets of tasks cannot serve a contract either.
    if !service.served().is_empty() {
        return "use `App::terraform(TerraformProvider::V6)`, `App::back_ends(BackEnds::CloudFormation)`, or `Deploy::rolling`";
    }
    "use `Deploy::canary_machine`, which both back ends have, `App::terraform(TerraformProvider::V6)`, or `App::back_ends(BackEnds::CloudFormation)`"
}

/// What to do about hooks that nobody calls.
const fn past_hooks(service: &Service<'_>) -> &'static str {
    if service.deployment().has_two_target_groups() {
        return "remove `.hooks`, or use `App::terraform(TerraformProvider::V6)` or `App::back_ends(BackEnds::CloudFormation)`";
    }
    // Without a host there is no traffic to shift.
    if service.host().is_none() {
        return "remove `.hooks`";
    }
    "remove `.hooks`, or use `Deploy::blue_green`, `Deploy::linear` or `Deploy::canary` on `App::terraform(TerraformProvider::V6)` or `App::back_ends(BackEnds::CloudFormation)`"
}

/// Why CodeDeploy cannot deploy a service.
const fn obstacle(app: &App<'_>, service: &Service<'_>) -> Option<&'static str> {
    if has_tenths(service.deployment()) {
        return Some(
            ", and CodeDeploy, which provider 5 of Terraform leaves it to, takes whole percents",
        );
    }
    if is_connected(service) {
        return Some(
            ", and CodeDeploy, which provider 5 of Terraform leaves it to, cannot deploy a service that calls or serves contracts through Service Connect",
        );
    }
    if !service.path_patterns().is_empty() || shares_host(app, service) {
        return Some(
            ", and CodeDeploy, which provider 5 of Terraform leaves it to, gives it a load balancer of its own: its host cannot be shared by paths",
        );
    }
    None
}

/// Whether a service calls or serves a contract inside the app.
const fn is_connected(service: &Service<'_>) -> bool {
    let calls = service.called();
    let mut c = 0;
    while c < calls.len() {
        if !calls[c].api().is_external() {
            return true;
        }
        c += 1;
    }
    !service.served().is_empty()
}

const fn has_tenths(deploy: &Deploy<'_>) -> bool {
    match deploy.strategy() {
        Strategy::Linear(share, _) | Strategy::Canary(share, _) => share.in_tenths() % 10 != 0,
        Strategy::Rolling
        | Strategy::BlueGreen
        | Strategy::BlueGreenDns
        | Strategy::CanaryMachine(..) => false,
    }
}

/// Whether another service answers on the same host somewhere.
const fn shares_host(app: &App<'_>, service: &Service<'_>) -> bool {
    let Some(Host(own)) = service.host() else { return false };
    let mut s = 0;
    while s < app.service_count() {
        let other = app.service_at(s);
        if other.hash() != service.hash()
            && other.outline().hosts & service.outline().hosts != 0
            && let Some(Host(theirs)) = other.host()
        {
            let mut e = 0;
            while e < app.environment_count() {
                if let (Some(a), Some(b)) = (own.at(e), theirs.at(e))
                    && text::eq(a, b)
                {
                    return true;
                }
                e += 1;
            }
        }
        s += 1;
    }
    false
}

const fn found<'a>(service: &Service<'a>, why: &'static str, help: &'static str) -> Finding<'a> {
    Finding::new(
        &RULE,
        Place::part(service.name(), "deploy"),
        service.deployment().at(),
        Message::of("service ")
            .code(service.name())
            .text(" is deployed by ")
            .code(service.deployment().strategy().name())
            .text(why),
        Message::of(help),
    )
}
