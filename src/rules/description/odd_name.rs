//! A name that is not in kebab case.

use crate::diag::{Factor, Message, Severity};
use crate::spec::{App, Attachment, Call, Service, text};

use crate::rules::{Check, Finding, Place, Rule};

/// `FW4010`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW4010",
    name: "odd-name",
    severity: Severity::Error,
    factor: Factor::Description,
    what: "The name of the app, an environment, a service, a store, a contract or a module is not in kebab case.",
    why: "names become logical IDs, addresses, host names and paths, each with letters of its own that it takes",
    bad: r#"Service::worker("Web_API", BUILD)"#,
    good: r#"Service::worker("web-api", BUILD)"#,
    fix: "Write lower case letters, digits and single hyphens, and start with a letter.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
    waivable: false,
    check: Check::Each(&[
        Check::Whole(judge_app),
        Check::Deployment(judge_environment),
        Check::Service(judge),
        Check::Attachment(judge_store),
        Check::Call(judge_call),
    ]),
    lint: None,
};

/// Judges the name of an app.
pub(crate) const fn judge_app<'a>(app: &App<'a>) -> Option<Finding<'a>> {
    if text::is_kebab(app.name()) {
        return None;
    }
    Some(finding("app", app.name(), Place::of(app.name()), app.at()))
}

/// Judges the name of an environment.
pub(crate) const fn judge_environment<'a>(app: &App<'a>, e: usize) -> Option<Finding<'a>> {
    let name = app.environments()[e].name();
    if text::is_kebab(name) {
        return None;
    }
    let mut found = finding("environment", name, Place(app.name(), "environments", name), app.at());
    // Where it is written it is an identifier, which cannot have a hyphen.
    found.help = Message::of(
        "it becomes a part of stack names: write lower case letters and digits, as in `prodeu`",
    );
    Some(found)
}

/// Judges the names of a service and of what it serves.
pub(crate) const fn judge<'a>(_: &App<'a>, service: &Service<'a>) -> Option<Finding<'a>> {
    if !text::is_kebab(service.name()) {
        return Some(finding("service", service.name(), Place::of(service.name()), service.at()));
    }
    let served = service.served();
    let mut i = 0;
    while i < served.len() {
        let name = served[i].name();
        if !text::is_kebab(name) {
            let place = Place(service.name(), "serves", name);
            return Some(finding("contract", name, place, served[i].at()));
        }
        i += 1;
    }
    None
}

/// Judges the name of a store.
pub(crate) const fn judge_store<'a>(
    _: &App<'a>,
    _: &Service<'a>,
    attachment: &Attachment<'a>,
) -> Option<Finding<'a>> {
    let store = attachment.store();
    if text::is_kebab(store.name()) {
        return None;
    }
    Some(finding("store", store.name(), Place::of(store.name()), store.at()))
}

/// Judges the name of a contract that is external; others are judged where they are served.
pub(crate) const fn judge_call<'a>(
    _: &App<'a>,
    service: &Service<'a>,
    call: &Call<'a>,
) -> Option<Finding<'a>> {
    let name = call.api().name();
    if !call.api().is_external() || text::is_kebab(name) {
        return None;
    }
    Some(finding("contract", name, Place(service.name(), "calls", name), call.api().at()))
}

const fn finding<'a>(
    what: &'static str,
    name: &'a str,
    place: Place<'a>,
    at: &'static std::panic::Location<'static>,
) -> Finding<'a> {
    let message = Message::of(what).text(" ").code(name).text(" is not in kebab case");
    let help = Message::of("write lower case letters, digits and single hyphens, as in `web-api`");
    Finding::new(&RULE, place, at, message, help)
}
