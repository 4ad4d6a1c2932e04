//! Roles that jobs outside AWS take on: the OIDC provider of an account, and what a role
//! asks of a token.
//!
//! Facts: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>,
//! <https://docs.github.com/en/actions/reference/security/oidc>,
//! <https://docs.gitlab.com/ci/secrets/id_token_authentication/>

use crate::ir::{Pseudo, Resource, Scope, Stack, Value, iam};
use crate::spec::pipeline::Runner;
use crate::spec::{App, OidcProvider};

use super::builder::{Builder, policy, statement};

/// Who signs tokens, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Issuer {
    /// The issuer without `https://`, as IAM names the provider and its claims.
    host: &'static str,
    /// What the tokens are for.
    pub(super) audience: &'static str,
    /// What the provider is called in paths.
    name: &'static str,
}

/// The issuer of what runs pipelines outside AWS.
pub(super) const fn issuer(runner: Runner) -> Option<Issuer> {
    match runner {
        Runner::CodePipeline => None,
        Runner::GithubActions => Some(Issuer {
            host: "token.actions.githubusercontent.com",
            audience: "sts.amazonaws.com",
            name: "github-actions",
        }),
        Runner::GitlabCi => {
            Some(Issuer { host: "gitlab.com", audience: "https://gitlab.com", name: "gitlab-ci" })
        }
    }
}

/// The name of the stack in the account of an environment.
pub(super) fn stack_of(app: &App<'_>, environment: usize) -> String {
    format!("oidc-{}", app.environments()[environment].name())
}

/// The environments whose accounts get a provider: the first of each account, if the app makes them.
pub(super) fn places(app: &App<'_>) -> Vec<usize> {
    if issuers(app).is_empty() || app.identity_provider() == OidcProvider::Imported {
        return Vec::new();
    }
    let environments = app.environments();
    let is_first = |index: &usize| {
        environments[..*index].iter().all(|it| it.account() != environments[*index].account())
    };
    (0..environments.len()).filter(is_first).collect()
}

/// The issuers of an app's pipelines, each once.
fn issuers(app: &App<'_>) -> Vec<Issuer> {
    let mut issuers = Vec::new();
    for issuer in app.pipeline_list().iter().filter_map(|it| issuer(it.runner())) {
        if !issuers.contains(&issuer) {
            issuers.push(issuer);
        }
    }
    issuers
}

/// The stack.
pub(super) fn lower(app: &App<'_>, environment: usize) -> Stack {
    let name = stack_of(app, environment);
    let description = format!("Lets roles of this account trust the pipelines of {}", app.name());
    let mut builder = Builder::new(app, name.clone(), description).scope(Scope::App(environment));
    for issuer in issuers(app) {
        let path = format!("{name}/{}", issuer.name);
        let provider = Resource::new(path, &iam::OIDC_PROVIDER)
            .set("url", format!("https://{}", issuer.host))
            .set("client_id_list", vec![Value::from(issuer.audience)]);
        builder.add(provider);
    }
    builder.note(
        "an account has one provider for each issuer: if it is there already, write `App::oidc_provider(OidcProvider::Imported)`".to_owned(),
    );
    builder.finish()
}

/// Trust in whoever has a token of this issuer, for this subject alone.
pub(super) fn trust(issuer: Issuer, subject: Value) -> Value {
    let provider = Value::concat([
        Value::from("arn:"),
        Value::Pseudo(Pseudo::Partition),
        Value::from(":iam::"),
        Value::Pseudo(Pseudo::Account),
        Value::from(format!(":oidc-provider/{}", issuer.host)),
    ]);
    let claims = Value::Object(vec![
        (format!("{}:aud", issuer.host).into(), issuer.audience.into()),
        (format!("{}:sub", issuer.host).into(), subject),
    ]);
    policy([statement(
        "Allow",
        &["sts:AssumeRoleWithWebIdentity"],
        [],
        [
            ("Principal", Value::object([("Federated", provider)])),
            ("Condition", Value::object([("StringEquals", claims)])),
        ],
    )])
}
