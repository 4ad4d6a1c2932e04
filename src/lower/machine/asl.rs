//! State machines in the making: states as values, with what every task of ours has.

use crate::ir::{Pseudo, Text, Value};

use super::Subject;

/// The seconds after which a call counts as lost.
const CALL_SECONDS: i64 = 30;

/// The states of a machine.
#[derive(Default)]
pub(super) struct States(Vec<(Text, Value)>);

impl States {
    /// Adds a state.
    pub(super) fn add(&mut self, name: impl Into<Text>, state: Value) {
        self.0.push((name.into(), state));
    }

    /// The machine that starts at `start` and ends after so many seconds, whatever happens.
    pub(super) fn machine(self, comment: String, start: &'static str, seconds: i64) -> Value {
        Value::object([
            ("Comment", Value::from(comment)),
            ("StartAt", Value::from(start)),
            ("TimeoutSeconds", Value::from(seconds)),
            ("States", Value::Object(self.0)),
        ])
    }

    /// The machine inside a `Map` state.
    pub(super) fn processor(self, mode: Value, start: String) -> Value {
        Value::object([
            ("ProcessorConfig", mode),
            ("StartAt", Value::from(start)),
            ("States", Value::Object(self.0)),
        ])
    }
}

/// How often a call is tried again.
#[derive(Clone, Copy)]
pub(super) enum Patience {
    /// For about a minute.
    Usual,
    /// For about ten minutes: giving up leaves something unsettled.
    Long,
}

/// A task that calls AWS. Every error is tried again with growing pauses, and then caught.
pub(super) struct Task {
    action: &'static str,
    parameters: Value,
    result: (&'static str, Value),
    patience: Patience,
    refusals: Vec<(&'static str, Text)>,
    otherwise: (Text, &'static str),
}

impl Task {
    /// A call of `action`, as in `aws-sdk:ecs:updateService`, which goes to `otherwise` if it fails.
    pub(super) fn new(
        action: &'static str,
        parameters: impl IntoIterator<Item = (&'static str, Value)>,
        otherwise: impl Into<Text>,
    ) -> Self {
        Self {
            action,
            parameters: Value::object(parameters),
            result: ("$.Done", Value::object([("Action", Value::from(action))])),
            patience: Patience::Usual,
            refusals: Vec::new(),
            otherwise: (otherwise.into(), "$.Error"),
        }
    }

    /// Keeps the selected parts of the result at `path`. By default, only what was done is kept.
    pub(super) fn keep(
        mut self,
        path: &'static str,
        selector: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) -> Self {
        let selector = selector.into_iter().map(|(key, path)| (key, Value::from(path)));
        self.result = (path, Value::object(selector));
        self
    }

    /// Is tried for longer than usual.
    pub(super) fn patient(mut self) -> Self {
        self.patience = Patience::Long;
        self
    }

    /// Goes to `next` on an error that another try would not mend.
    pub(super) fn refused(mut self, error: &'static str, next: impl Into<Text>) -> Self {
        self.refusals.push((error, next.into()));
        self
    }

    /// A failure is not the release's: it is noted, and the machine goes on.
    pub(super) fn tolerated(mut self) -> Self {
        self.otherwise.1 = "$.Noted";
        self
    }

    /// The state, which goes to `next`.
    pub(super) fn next(self, next: impl Into<Text>) -> Value {
        let (kept, selector) = self.result;
        let resource = Value::concat([
            Value::from("arn:"),
            Value::Pseudo(Pseudo::Partition),
            Value::from(":states:::"),
            Value::from(self.action),
        ]);
        let mut retry: Vec<_> = self.refusals.iter().map(|(error, _)| never(error)).collect();
        retry.push(again(self.patience));
        let mut catch: Vec<_> = Vec::new();
        for (error, next) in self.refusals {
            catch.push(catcher(error, "$.Error", next));
        }
        catch.push(catcher("States.ALL", self.otherwise.1, self.otherwise.0));
        Value::object([
            ("Type", Value::from("Task")),
            ("Resource", resource),
            ("Parameters", self.parameters),
            ("ResultSelector", selector),
            ("ResultPath", Value::from(kept)),
            ("TimeoutSeconds", Value::from(CALL_SECONDS)),
            ("Retry", Value::List(retry)),
            ("Catch", Value::List(catch)),
            ("Next", Value::from(next.into())),
        ])
    }
}

fn never(error: &'static str) -> Value {
    Value::object([("ErrorEquals", Value::list([error])), ("MaxAttempts", Value::from(0))])
}

fn again(patience: Patience) -> Value {
    let (attempts, longest) = match patience {
        Patience::Usual => (5, 30),
        Patience::Long => (12, 60),
    };
    Value::object([
        ("ErrorEquals", Value::list(["States.ALL"])),
        ("IntervalSeconds", Value::from(2)),
        ("MaxAttempts", Value::from(attempts)),
        ("BackoffRate", Value::from(2)),
        ("MaxDelaySeconds", Value::from(longest)),
        ("JitterStrategy", Value::from("FULL")),
    ])
}

/// Goes to `next` with the error at `path`.
pub(super) fn catcher(error: &'static str, path: &'static str, next: Text) -> Value {
    Value::object([
        ("ErrorEquals", Value::list([error])),
        ("ResultPath", Value::from(path)),
        ("Next", Value::from(next)),
    ])
}

/// Puts a literal into the data.
pub(super) fn pass(result: Value, path: &'static str, next: impl Into<Text>) -> Value {
    Value::object([
        ("Type", Value::from("Pass")),
        ("Result", result),
        ("ResultPath", Value::from(path)),
        ("Next", Value::from(next.into())),
    ])
}

/// Waits.
pub(super) fn wait(seconds: impl Into<Value>, next: impl Into<Text>) -> Value {
    Value::object([
        ("Type", Value::from("Wait")),
        ("Seconds", seconds.into()),
        ("Next", Value::from(next.into())),
    ])
}

/// Goes on by what the data says.
pub(super) fn choice(choices: Vec<Value>, default: impl Into<Text>) -> Value {
    Value::object([
        ("Type", Value::from("Choice")),
        ("Choices", Value::List(choices)),
        ("Default", Value::from(default.into())),
    ])
}

/// A comparison of a choice.
pub(super) fn compare(
    variable: &'static str,
    operator: &'static str,
    value: impl Into<Value>,
) -> Value {
    Value::object([("Variable", Value::from(variable)), (operator, value.into())])
}

/// All of these comparisons.
pub(super) fn all(comparisons: impl IntoIterator<Item = Value>) -> Value {
    Value::object([("And", Value::List(comparisons.into_iter().collect()))])
}

/// One of these comparisons.
pub(super) fn any(comparisons: impl IntoIterator<Item = Value>) -> Value {
    Value::object([("Or", Value::List(comparisons.into_iter().collect()))])
}

/// A choice that goes to `next`.
pub(super) fn then(comparison: Value, next: impl Into<Text>) -> Value {
    let mut choice = comparison;
    if let Value::Object(entries) = &mut choice {
        entries.push(("Next".into(), Value::from(next.into())));
    }
    choice
}

/// Ends the execution well.
pub(super) fn succeed() -> Value {
    Value::object([("Type", Value::from("Succeed"))])
}

/// Ends the execution with an error.
pub(super) fn fail(error: &'static str, cause: impl Into<Value>) -> Value {
    Value::object([
        ("Type", Value::from("Fail")),
        ("Error", Value::from(error)),
        ("Cause", cause.into()),
    ])
}

/// Tells the topic, if there is one, and goes to `next` even if that fails.
pub(super) fn notify(
    states: &mut States,
    subject: &Subject<'_>,
    (name, next): (&'static str, &'static str),
    message: &str,
    of: &'static str,
) {
    let Some(topic) = subject.topic.clone() else {
        return states.add(name, pass(Value::from("nobody is told"), "$.Done", next));
    };
    let message = format!("States.Format('{message}', {of}, $$.Execution.Id)");
    let parameters = [
        ("TopicArn", topic),
        ("Subject", Value::from(format!("Release of {}", subject.service))),
        ("Message.$", Value::from(message)),
    ];
    states.add(name, Task::new("sns:publish", parameters, next).tolerated().next(next));
}
