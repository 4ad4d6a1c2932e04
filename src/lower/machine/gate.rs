//! What must hold before traffic is shifted: the idle colour has a healthy target and none that is
//! unhealthy, and every alarm is there and quiet.
//!
//! A target that is starting or draining is not unhealthy: autoscaling makes such at any time.

use crate::ir::{Text, Value};

use super::Subject;
use super::asl::{States, Task, all, catcher, choice, compare, fail, then};

/// Where a gate leads.
#[derive(Clone, Copy)]
pub(super) struct Ways<'w> {
    pub(super) open: &'w str,
    pub(super) shut: &'static str,
}

/// The first state of the gate whose states end in `suffix`.
pub(super) fn start(suffix: &str) -> String {
    format!("CheckTargets{suffix}")
}

/// Adds a gate.
pub(super) fn add(states: &mut States, subject: &Subject<'_>, suffix: &str, ways: Ways<'_>) {
    let name = |what: &str| format!("{what}{suffix}");
    let group = Value::from("$.Colours.Idle.TargetGroup");
    let targets = Task::new(
        "aws-sdk:elasticloadbalancingv2:describeTargetHealth",
        [("TargetGroupArn.$", group)],
        ways.shut,
    )
    .keep("$.Targets", [("All.$", "$.TargetHealthDescriptions")]);
    states.add(start(suffix), targets.next(name("CheckAlarms")));
    let alarms = Task::new(
        "aws-sdk:cloudwatch:describeAlarms",
        [("AlarmNames", Value::List(subject.alarms.clone()))],
        ways.shut,
    )
    .keep(
        "$.Alarms",
        [("All.$", "$.MetricAlarms"), ("Count.$", "States.ArrayLength($.MetricAlarms)")],
    );
    states.add(name("CheckAlarms"), alarms.next(name("JudgeTargets")));
    let found = ("$.TargetStates", "States.ArrayContains($, 'healthy')");
    states.add(name("JudgeTargets"), judge_targets(suffix, found, ways.shut));
    let found = ("$.AlarmStates", "States.ArrayLength($)");
    states.add(name("JudgeAlarms"), judge_alarms(suffix, found, ways.shut));
    let open = all([
        compare("$.TargetStates.Found", "BooleanEquals", true),
        compare("$.Alarms.Count", "NumericEquals", as_number(subject.alarms.len())),
    ]);
    let open = vec![then(open, ways.open.to_owned())];
    states.add(name("MayGoOn"), choice(open, ways.shut));
}

fn as_number(count: usize) -> Value {
    Value::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn judge_targets(suffix: &str, found: (&'static str, &'static str), shut: &'static str) -> Value {
    let state = "$.TargetHealth.State";
    let good = ["healthy", "initial", "draining"];
    let accepted = format!("TargetAccepted{suffix}");
    let choices = good.map(|it| then(compare(state, "StringEquals", it), accepted.clone()));
    let mut inside = States::default();
    let judge = format!("JudgeTarget{suffix}");
    let refused = format!("TargetUnhealthy{suffix}");
    inside.add(judge.clone(), choice(choices.to_vec(), refused.clone()));
    inside.add(accepted, select(state));
    inside.add(refused, fail("Canary.TargetUnhealthy", "a target of the new tasks is unhealthy"));
    let next = format!("JudgeAlarms{suffix}");
    each("$.Targets.All", (judge, inside), found, (next, shut))
}

fn judge_alarms(suffix: &str, found: (&'static str, &'static str), shut: &'static str) -> Value {
    let state = "$.StateValue";
    let judge = format!("JudgeAlarm{suffix}");
    let (quiet, firing) = (format!("AlarmQuiet{suffix}"), format!("AlarmFiring{suffix}"));
    let choices = vec![then(compare(state, "StringEquals", "ALARM"), firing.clone())];
    let mut inside = States::default();
    inside.add(judge.clone(), choice(choices, quiet.clone()));
    inside.add(quiet, select(state));
    inside.add(firing, fail("Canary.AlarmFiring", "an alarm of the service fires"));
    let next = format!("MayGoOn{suffix}");
    each("$.Alarms.All", (judge, inside), found, (next, shut))
}

/// Ends an iteration with one part of its item.
fn select(path: &'static str) -> Value {
    Value::object([
        ("Type", Value::from("Pass")),
        ("InputPath", Value::from(path)),
        ("End", Value::from(true)),
    ])
}

/// Does the same for each item, and keeps `found` of what the iterations end with.
fn each(
    items: &'static str,
    (start, inside): (String, States),
    (path, found): (&'static str, &'static str),
    (next, otherwise): (String, &'static str),
) -> Value {
    let mode = Value::object([("Mode", Value::from("INLINE"))]);
    let processor = inside.processor(mode, start);
    Value::object([
        ("Type", Value::from("Map")),
        ("ItemsPath", Value::from(items)),
        ("ItemProcessor", processor),
        ("ResultSelector", Value::object([("Found.$", Value::from(found))])),
        ("ResultPath", Value::from(path)),
        ("Catch", Value::list([catcher("States.ALL", "$.Error", Text::from(otherwise))])),
        ("Next", Value::from(next)),
    ])
}
