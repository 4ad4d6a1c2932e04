//! One step of a `Task`: its call may be done, refused, fail, or be done while its answer is lost.

use std::collections::BTreeMap;

use crate::diag::code;

use super::config::Config;
use super::effect::{self, Call, Effect, Verb};
use super::program::{Code, Retrier};
use super::step::{Breach, Error, Runner, Steps, answer};
use super::value::{Root, Value, Who};
use super::world::{ItemWrite, Shares};

/// What a refused write is called, after the name of the service.
const REFUSED: &str = ".ConditionalCheckFailedException";
/// Endings of names that are errors of the moment: the same call may do well a little later.
///
/// Source: <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html>,
/// <https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html>
const TRANSIENT: [&str; 7] = [
    ".SdkClientException",
    ".ServiceException",
    ".AWSLambdaException",
    ".InternalServerError",
    ".ThrottlingException",
    ".ServiceUnavailableException",
    ".TooManyRequestsException",
];

/// How a call came out.
enum Outcome {
    /// It was done.
    Done(Config, Value),
    /// Its condition did not hold.
    Refused(Config),
}

impl Runner<'_, '_> {
    pub(super) fn task(self, code: &Code<'_>, config: &Config, steps: &mut Steps) {
        let parameters = self.input(code, config).and_then(|input| {
            let template = code.parameters();
            template.map_or(Ok(input.clone()), |it| self.scope(config, &input).template(it))
        });
        let parameters = match parameters {
            Ok(parameters) => parameters,
            Err(nothing) => {
                let how = format!("finds nothing at `{}`", nothing.0);
                let error = Error::Named("States.ParameterPathFailure".to_owned());
                return self.raise(&how, &error, config.clone(), steps);
            }
        };
        let mut config = config.clone();
        config.forget(&Root::Result(config.at));
        self.check(code, &config, &parameters, steps);
        let effect = effect::effect(&code.call, &parameters, &self.program.keys);
        let retried = self.retried(code, &config);
        let mut done = Vec::new();
        for outcome in self.attempt(code, &config, &parameters, effect.as_ref()) {
            match outcome {
                Outcome::Done(next, answer) => {
                    done.push(next.clone());
                    self.finish("succeeds", code, next, &answer, steps);
                }
                Outcome::Refused(next) => self.refuse("is refused", next, code, steps),
            }
        }
        if effect.is_some() {
            for next in &done {
                self.lose_answer(code, next, (&parameters, effect.as_ref()), retried, steps);
            }
        }
        let is_grave = code.is_effect() || self.who == Who::Watchdog;
        let config = Config { has_failed: config.has_failed || is_grave, ..config };
        for error in errors(code) {
            self.raise("fails", &error, config.clone(), steps);
        }
    }

    /// The call is done, but nobody learns of it: it is tried again, or counts as failed.
    fn lose_answer(
        self,
        code: &Code<'_>,
        done: &Config,
        (parameters, effect): (&Value, Option<&Effect>),
        is_retried: Retried,
        steps: &mut Steps,
    ) {
        if is_retried == Retried::Here {
            for outcome in self.attempt(code, done, parameters, effect) {
                if let Outcome::Refused(next) = outcome {
                    let how = "is done, its answer is lost, and tried again it is refused";
                    self.refuse(how, next, code, steps);
                }
            }
        }
        let failed = Config { has_failed: true, ..done.clone() };
        self.raise("is done, but its answer is lost", &Error::Transient, failed, steps);
    }

    fn refuse(self, how: &str, config: Config, code: &Code<'_>, steps: &mut Steps) {
        let handlers = code.catchers.iter().map(|it| &it.errors);
        let handlers = handlers.chain(code.retriers.iter().map(|it| &it.errors));
        let name = handlers.flatten().find(|it| it.ends_with(REFUSED));
        let name = name.cloned().unwrap_or_else(|| format!("DynamoDB{REFUSED}"));
        self.raise(how, &Error::Named(name), config, steps);
    }

    /// The ways in which a call comes out that does not fail.
    fn attempt(
        self,
        code: &Code<'_>,
        config: &Config,
        parameters: &Value,
        effect: Option<&Effect>,
    ) -> Vec<Outcome> {
        let answer = answer(config);
        let mut next = config.clone();
        match effect {
            None => {
                let answer = match code.call {
                    Call::Item(Verb::Get) => self.read(&mut next, parameters, answer),
                    Call::Code(_) if next.fault.is_some() => {
                        // It may have looked, and what it says is not known.
                        next.fault = None;
                        next.sent.clear();
                        answer
                    }
                    _ => effect::found(&code.call, next.fault, parameters, answer),
                };
                vec![Outcome::Done(next, answer)]
            }
            Some(Effect::MayShift(why)) => {
                next.world.weights.insert(Value::text("code"), Shares::Unknown(why.clone()));
                next.has_shifted = true;
                vec![Outcome::Done(next, answer)]
            }
            Some(Effect::Shift(subject, shares)) => {
                let shares = merged(code, next.world.weights.get(subject), shares);
                if let (Some(_), Some(target)) = (next.fault, shares.settled()) {
                    let sent = (target.clone(), config.at);
                    next.sent.entry(subject.clone()).or_insert(sent);
                }
                next.world.weights.insert(subject.clone(), shares);
                next.has_shifted = true;
                vec![Outcome::Done(next, answer)]
            }
            Some(Effect::Write(write)) => written(config, write, &answer),
        }
    }

    /// What `getItem` answers: the item as it is known.
    fn read(self, next: &mut Config, parameters: &Value, answer: Value) -> Value {
        let id = effect::item(parameters, &self.program.keys);
        let item = next.world.item(&id);
        next.world.items.insert(id, item.clone());
        answer.with(&["Item".into()], item)
    }

    /// What is wrong with a call, however it comes out.
    fn check(self, code: &Code<'_>, config: &Config, parameters: &Value, steps: &mut Steps) {
        let name = code.state.name;
        let mut tell = |rule, message: String, help: &str| {
            steps.breaches.push(Breach { rule, at: config.at, message, help: help.to_owned() });
        };
        if self.retried(code, config) == Retried::No && !is_ignored(code) {
            tell(
                &code::FRAGILE_TASK,
                format!("`{name}` is not tried again after an error of the moment"),
                "give it a `Retry` of `States.ALL` or `States.TaskFailed`",
            );
        }
        match effect::effect(&code.call, parameters, &self.program.keys) {
            Some(Effect::Write(write)) if config.world.is_done_late(&write) => tell(
                &code::UNGUARDED_WRITE,
                format!(
                    "`{name}` writes to the item of a lease, also if another execution holds it"
                ),
                "let its `ConditionExpression` ask whose the lease is, as in `Lease = :me`",
            ),
            None | Some(Effect::Write(_)) => {}
            Some(Effect::MayShift(why)) => {
                self.check_lease(code, config, &mut tell);
                tell(
                    &code::UNBALANCED_WEIGHTS,
                    format!("the weights that `{name}` gives are not known: {why}"),
                    "shift by `elasticloadbalancingv2:modifyRule` or `route53:changeResourceRecordSets`, with weights that the machine says",
                );
            }
            Some(Effect::Shift(subject, shares)) => {
                self.check_lease(code, config, &mut tell);
                let shares = merged(code, config.world.weights.get(&subject), &shares);
                check_weights(name, &shares, &mut tell);
                self.check_gate(config, (&subject, &shares), steps);
            }
        }
    }

    fn check_lease(
        self,
        code: &Code<'_>,
        config: &Config,
        tell: &mut dyn FnMut(&'static code::Code, String, &str),
    ) {
        if config.world.held.is_empty() {
            let whose = match self.who {
                Who::Main | Who::Other => "without a lease",
                Who::Watchdog => "though the execution that it puts right has no lease",
            };
            tell(
                &code::UNLEASED_SHIFT,
                format!("`{}` shifts traffic {whose}", code.state.name),
                "take a lease first: a conditional `dynamodb:updateItem` that asks `attribute_not_exists(Lease)` and sets it to `$$.Execution.Id`",
            );
        }
    }

    /// While something is wrong outside, traffic must not go where it has to be taken back from.
    fn check_gate(self, config: &Config, (subject, shares): (&Value, &Shares), steps: &mut Steps) {
        let Some(fault) = config.fault else { return };
        let culprit = match (shares.settled(), config.sent.get(subject)) {
            (None, _) if matches!(shares, Shares::Known(_)) => Some(config.at),
            (Some(target), Some((sent, at))) if sent != target => Some(*at),
            _ => None,
        };
        let Some(at) = culprit else { return };
        let name = self.program.states[at].state.name;
        let looks = match fault {
            effect::Fault::Alarm => "`cloudwatch:describeAlarms`",
            effect::Fault::Unhealthy | effect::Fault::NoTargets => {
                "`elasticloadbalancingv2:describeTargetHealth`"
            }
        };
        steps.breaches.push(Breach {
            rule: &code::UNGATED_SHIFT,
            at,
            message: format!("`{name}` shifts traffic on while {}", fault.text()),
            help: format!("look before it, by {looks}, and roll back if that finds something"),
        });
    }

    /// Whether an error of the moment is tried again.
    fn retried(self, code: &Code<'_>, config: &Config) -> Retried {
        let around = config.frames.iter().map(|it| &self.program.states[it.at]);
        if is_retried(&code.retriers) {
            Retried::Here
        } else if around.into_iter().any(|it| is_retried(&it.retriers)) {
            Retried::Around
        } else {
            Retried::No
        }
    }
}

/// Where an error of the moment is tried again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Retried {
    No,
    Here,
    /// With all of the `Map` or `Parallel` around it.
    Around,
}

fn is_retried(retriers: &[Retrier]) -> bool {
    let is_for = |it: &String| {
        it == "States.ALL"
            || it == "States.TaskFailed"
            || TRANSIENT.iter().any(|end| it.ends_with(end))
    };
    retriers.iter().any(|it| it.is_tried_again && it.errors.iter().any(is_for))
}

/// Whether the machine goes on after an error as after success.
fn is_ignored(code: &Code<'_>) -> bool {
    let catches = |it: &&super::program::Catcher<'_>| {
        it.errors.iter().any(|it| it == "States.ALL" || it == "States.TaskFailed")
    };
    code.catchers.iter().find(catches).is_some_and(|it| Some(it.target) == code.next)
}

/// The errors that a task may fail with: of the moment, a timeout, and those that it handles.
fn errors(code: &Code<'_>) -> Vec<Error> {
    let mut found = vec![Error::Transient, Error::Timeout];
    let handlers = code.catchers.iter().map(|it| &it.errors);
    for name in handlers.chain(code.retriers.iter().map(|it| &it.errors)).flatten() {
        let error = Error::Named(name.clone());
        let is_own = !name.ends_with(REFUSED)
            && (!name.starts_with("States.") || name == "States.HeartbeatTimeout");
        if is_own && !found.contains(&error) {
            found.push(error);
        }
    }
    found
}

fn written(config: &Config, write: &ItemWrite, answer: &Value) -> Vec<Outcome> {
    let mut before = config.clone();
    before.world.items.insert(write.item.clone(), before.world.item(&write.item));
    before.world.attempt(write);
    let Some(condition) = &write.condition else {
        before.world.write(write);
        return vec![Outcome::Done(before, answer.clone())];
    };
    let test = condition.test(&before.world.item(&write.item));
    let mut outcomes = Vec::new();
    for facts in before.facts.cases(&test, true) {
        let mut next = before.clone().learn(facts);
        next.world.write(write);
        let item = next.world.item(&write.item);
        let answer = answer.clone().with(&["Attributes".into()], item);
        outcomes.push(Outcome::Done(next, answer));
    }
    for facts in before.facts.cases(&test, false) {
        outcomes.push(Outcome::Refused(before.clone().learn(facts)));
    }
    outcomes
}

/// The shares after a shift. Records that it does not mention keep theirs.
fn merged(
    code: &Code<'_>,
    before: Option<&Shares>,
    shares: &BTreeMap<Value, Option<i64>>,
) -> Shares {
    let mut all = match (before, &code.call) {
        (Some(Shares::Known(before)), Call::Records) => before.clone(),
        _ => BTreeMap::new(),
    };
    for (target, weight) in shares {
        match weight {
            Some(weight) => {
                all.insert(target.clone(), *weight);
            }
            None => return Shares::Unknown("a weight is not known".into()),
        }
    }
    Shares::Known(all)
}

fn check_weights(
    name: &str,
    shares: &Shares,
    tell: &mut dyn FnMut(&'static code::Code, String, &str),
) {
    match shares {
        Shares::Known(all) => {
            let sum: i64 = all.values().fold(0, |sum, it| sum.saturating_add(*it));
            let is_negative = all.values().any(|it| *it < 0);
            if sum != 100 || is_negative {
                tell(
                    &code::UNBALANCED_WEIGHTS,
                    format!("the weights that `{name}` gives do not sum to 100: {}", shares.text()),
                    "give all targets their weight in one call, and let them sum to 100",
                );
            }
        }
        Shares::Unknown(_) => tell(
            &code::UNBALANCED_WEIGHTS,
            format!("the weights that `{name}` gives are not known"),
            "write them as numbers, or put them into the data by a `Pass` state",
        ),
    }
}
