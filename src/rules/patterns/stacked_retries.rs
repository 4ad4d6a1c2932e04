//! Retries of calls that are themselves retried.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::Manifest;

use crate::rules::lint::{EcsService, Findings, Variable, calls, variables_of};
use crate::rules::{Check, Lint, Rule, name};

/// `FW2172`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW2172",
    name: "stacked-retries",
    severity: Severity::Info,
    factor: Factor::Microservices,
    what: "A service that retries three times or more calls one that does the same with its own calls.",
    why: "each try of the first is tried again by the second: with three each, one request becomes nine at a service that is failing already",
    bad: r"Web: [{Name: MAX_RETRIES, Value: 3}, {Name: ORDERS_URL, Value: http://orders:8080}]
Orders: [{Name: MAX_RETRIES, Value: 3}, {Name: STOCK_URL, Value: http://stock:8080}]",
    good: r"Web: [{Name: MAX_RETRIES, Value: 0}, {Name: ORDERS_URL, Value: http://orders:8080}]
Orders: [{Name: MAX_RETRIES, Value: 3}, {Name: STOCK_URL, Value: http://stock:8080}]",
    fix: "Retry at one place in the chain.",
    source: "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Info, judge)),
};

/// How many retries are many.
const MANY: i64 = 3;

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let (services, steps) = calls(manifest);
    for step in &steps {
        let onward = steps.iter().any(|it| it.caller == step.callee && it.callee != step.caller);
        let (first, second) = (&services[step.caller], &services[step.callee]);
        if step.caller == step.callee || !onward {
            continue;
        }
        if let Some((first_retries, second_retries)) = retries(first).zip(retries(second)) {
            let message = format!(
                "`{}` retries calls of `{}`, which retries its own",
                first.resource.address, second.resource.address
            );
            findings
                .at(first_retries.resource, first_retries.value, message, "retry at one place")
                .related("the other retries", second_retries.value.span);
        }
    }
}

/// The variable that says that a service retries often.
fn retries<'m>(service: &EcsService<'m>) -> Option<Variable<'m>> {
    let variables = service.task().map(variables_of).unwrap_or_default();
    variables.into_iter().find(|it| {
        let often = it.value.integer().is_some_and(|count| count >= MANY);
        counts_retries(it.name) && often
    })
}

/// Whether the name of a variable says that it is how often something is retried.
fn counts_retries(variable: &str) -> bool {
    let words = name::words(variable);
    let has = |word: &str| words.iter().any(|it| it == word);
    let is_time =
        ["delay", "interval", "ms", "seconds", "timeout", "backoff", "wait"].into_iter().any(has);
    let counts = ["max", "count", "attempts", "limit"].into_iter().any(has);
    !is_time && (has("retries") || has("retry") && counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_counted() {
        for name in ["MAX_RETRIES", "HTTP_RETRIES", "RETRY_COUNT", "maxRetryAttempts"] {
            assert!(counts_retries(name), "{name}");
        }
        for name in ["RETRY_DELAY_MS", "RETRY", "MAX_RETRY_INTERVAL", "RETRIEVER"] {
            assert!(!counts_retries(name), "{name}");
        }
    }
}
