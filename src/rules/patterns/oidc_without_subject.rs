//! A role that every pipeline of a code host may assume.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, Statement, one_or_more, spelled, trusts};
use crate::rules::{Check, Lint, Rule};

/// `FW2224`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2224",
    name: "oidc-without-subject",
    severity: Severity::Error,
    factor: Factor::BuildReleaseRun,
    what: "A role trusts the tokens of GitHub or GitLab, and no condition says of which repository.",
    why: "the host gives tokens to every repository of every customer: each of them may assume the role and deploy",
    bad: r"Principal: {Federated: !Ref GitHub}
Action: sts:AssumeRoleWithWebIdentity
Condition:
  StringEquals:
    token.actions.githubusercontent.com:aud: sts.amazonaws.com",
    good: r"Principal: {Federated: !Ref GitHub}
Action: sts:AssumeRoleWithWebIdentity
Condition:
  StringEquals:
    token.actions.githubusercontent.com:aud: sts.amazonaws.com
    token.actions.githubusercontent.com:sub: repo:acme/shop:environment:production",
    fix: "Compare the claim `sub` with the repository, and with the branch or environment that may deploy.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

/// Hosts that give tokens to all of their customers.
const HOSTS: [&str; 2] = ["token.actions.githubusercontent.com", "gitlab.com"];
/// Values of `sub` that fit every repository.
const ANY: [&str; 4] = ["*", "repo:*", "repo:*/*", "repo:*/*:*"];

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for role in manifest.of("iam/role") {
        for statement in trusts(role).into_iter().filter(|it| it.allows()) {
            let principals = statement.each("Principal").into_iter();
            let federated = principals.filter_map(|it| it.get("Federated")).flat_map(one_or_more);
            for provider in federated.filter(|it| is_public(manifest, it)) {
                if names_nobody(statement) {
                    findings.at(
                        role,
                        provider,
                        format!("every repository of the host may assume `{}`", role.address),
                        "compare the claim `sub` with the repository in a condition",
                    );
                }
            }
        }
    }
}

/// Whether a provider gives tokens to all customers of a host.
fn is_public(manifest: &Manifest, provider: &Node) -> bool {
    let provider = match manifest.target(provider).filter(|it| it.is("iam/oidc-provider")) {
        Some(resource) => resource.property("url").map(|it| spelled(manifest, it)),
        None => Some(spelled(manifest, provider)),
    };
    let url = provider.unwrap_or_default();
    HOSTS.iter().any(|host| {
        url.split_once(host).is_some_and(|(before, rest)| {
            (before.is_empty() || before.ends_with('/'))
                && (rest.is_empty() || rest.starts_with('/'))
        })
    })
}

/// Whether no condition compares a claim that says whose token it is; `aud` is the same for all.
fn names_nobody(statement: Statement<'_>) -> bool {
    let Some(condition) = statement.node.get("Condition") else { return true };
    let tests = condition.fields();
    let mut known = !tests.is_empty();
    for test in tests {
        let claims = test.value.fields();
        known &= !claims.is_empty();
        for claim in claims {
            let is_audience = claim.key.to_ascii_lowercase().ends_with(":aud");
            let values = one_or_more(&claim.value);
            let fits_all = values.iter().any(|it| it.text().is_some_and(|it| ANY.contains(&it)));
            known &= is_audience || fits_all;
        }
    }
    known
}
