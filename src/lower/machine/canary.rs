//! The canary: deploys a release to the idle colour, shifts traffic to it step by step, and makes
//! it the live one; or goes back to the colour that is live.
//!
//! Its input is what the starter found: `Release` and `TaskDefinition`. Its execution has the name
//! of the release, so that Step Functions itself refuses a second one.
//!
//! Going back writes the live colour before it stops the idle one's tasks, and frees the lease last:
//! wherever it is cut off, the record names a colour that has tasks.

use crate::ir::Value;

use super::asl::{States, Task, all, choice, compare, fail, notify, pass, succeed, then, wait};
use super::{COLOURS, Subject, gate, record, shift};

/// Where an error leads before the release is promoted.
const ROLL_BACK: &str = "ResetWeights";
/// How long the machine waits between two looks at the deployment, in seconds.
const POLL_SECONDS: u32 = 15;
/// How often it looks: for half an hour.
const POLLS: u32 = 120;
/// What the calls of one step may take beside its bake, in seconds.
const STEP_SECONDS: i64 = 1200;
/// What beginning and ending may take, in seconds.
const SETTLE_SECONDS: i64 = 3600;

/// The machine's definition.
pub fn definition(subject: &Subject<'_>) -> Value {
    let mut states = States::default();
    begin(&mut states, subject);
    deploy(&mut states, subject);
    let percents = subject.steps.percents();
    for (position, percent) in percents.iter().enumerate() {
        let next = percents.get(position + 1).map(u8::to_string);
        step(&mut states, subject, *percent, next.as_deref().unwrap_or(AT_END));
    }
    let ways = gate::Ways { open: "Promote", shut: ROLL_BACK };
    gate::add(&mut states, subject, AT_END, ways);
    promote(&mut states, subject);
    roll_back(&mut states, subject);
    let comment = format!("Shifts the traffic of {} to a new release", subject.service);
    states.machine(comment, "AcquireLease", longest(subject))
}

const AT_END: &str = "AtEnd";

/// After how many seconds the machine is stopped, and the watchdog settles.
fn longest(subject: &Subject<'_>) -> i64 {
    let steps = i64::try_from(subject.steps.percents().len()).unwrap_or(i64::MAX);
    let deploying = i64::from(POLLS * POLL_SECONDS) + STEP_SECONDS;
    let step = i64::from(subject.bake.in_seconds()) + STEP_SECONDS;
    deploying + steps * step + SETTLE_SECONDS
}

fn begin(states: &mut States, subject: &Subject<'_>) {
    let acquire =
        record::acquire(subject, "NotifyLeaseNotFreed").refused(record::REFUSED, "NotifyLeaseHeld");
    states.add("AcquireLease", acquire.next("WhichIsLive"));
    let green = then(compare("$.Record.Live", "StringEquals", COLOURS[1]), "GreenLive");
    states.add("WhichIsLive", choice(vec![green], "BlueLive"));
    shift::colours(states, subject, "DescribeLive");
    let message = "Another release is under way, so {} was not begun: {}";
    notify(states, subject, ("NotifyLeaseHeld", "LeaseHeld"), message, "$.Release");
    states.add("LeaseHeld", fail("Canary.LeaseHeld", "another execution shifts the traffic"));
}

/// Puts the release on the idle colour, with as many tasks as the live one has.
fn deploy(states: &mut States, subject: &Subject<'_>) {
    let count = describe(subject, "$.Colours.Live.Service")
        .keep("$.Count", [("Desired.$", "$.Services[0].DesiredCount")]);
    states.add("DescribeLive", count.next("DeployIdle"));
    let parameters = [
        ("Cluster", subject.cluster.clone()),
        ("Service.$", Value::from("$.Colours.Idle.Service")),
        ("TaskDefinition.$", Value::from("$.TaskDefinition")),
        ("DesiredCount.$", Value::from("$.Count.Desired")),
        ("ForceNewDeployment", Value::from(true)),
    ];
    let update = Task::new("aws-sdk:ecs:updateService", parameters, ROLL_BACK);
    states.add("DeployIdle", update.next("StartPolling"));
    let none = Value::object([("Count", Value::from(0))]);
    states.add("StartPolling", pass(none, "$.Polls", "WaitForTasks"));
    states.add("WaitForTasks", wait(POLL_SECONDS, "CountPoll"));
    let counted = Value::object([("Count.$", Value::from("States.MathAdd($.Polls.Count, 1)"))]);
    states.add(
        "CountPoll",
        Value::object([
            ("Type", Value::from("Pass")),
            ("Parameters", counted),
            ("ResultPath", Value::from("$.Polls")),
            ("Next", Value::from("DescribeIdle")),
        ]),
    );
    let idle = describe(subject, "$.Colours.Idle.Service").keep(
        "$.Deployment",
        [
            ("State.$", "$.Services[0].Deployments[0].RolloutState"),
            ("TaskDefinition.$", "$.Services[0].Deployments[0].TaskDefinition"),
            ("Running.$", "$.Services[0].RunningCount"),
        ],
    );
    states.add("DescribeIdle", idle.next("IsDeployed"));
    is_deployed(states, subject);
}

fn describe(subject: &Subject<'_>, service: &'static str) -> Task {
    let parameters = [
        ("Cluster", subject.cluster.clone()),
        ("Services.$", Value::from(format!("States.Array({service})"))),
    ];
    Task::new("aws-sdk:ecs:describeServices", parameters, ROLL_BACK)
}

/// A deployment that ECS itself rolled back runs another task definition: it is not done.
fn is_deployed(states: &mut States, subject: &Subject<'_>) {
    let state = "$.Deployment.State";
    let done = all([
        compare(state, "StringEquals", "COMPLETED"),
        compare("$.Deployment.TaskDefinition", "StringEqualsPath", "$.TaskDefinition"),
        compare("$.Deployment.Running", "NumericGreaterThanEqualsPath", "$.Count.Desired"),
    ]);
    let first = subject.steps.percents()[0].to_string();
    let choices = vec![
        then(done, gate::start(&first)),
        then(compare(state, "StringEquals", "FAILED"), ROLL_BACK),
        then(compare("$.Polls.Count", "NumericGreaterThanEquals", POLLS), ROLL_BACK),
    ];
    states.add("IsDeployed", choice(choices, "WaitForTasks"));
}

/// One step: the gate, the shift, the record of it, the bake.
fn step(states: &mut States, subject: &Subject<'_>, percent: u8, next: &str) {
    let name = |what: &str| format!("{what}{percent}");
    let shift = name("Shift");
    let ways = gate::Ways { open: &shift, shut: ROLL_BACK };
    gate::add(states, subject, &percent.to_string(), ways);
    states.add(shift.clone(), subject.route.shift(percent, ROLL_BACK).next(name("Record")));
    states.add(name("Record"), record::weight(subject, percent, ROLL_BACK).next(name("Bake")));
    states.add(name("Bake"), wait(subject.bake.in_seconds(), gate::start(next)));
}

/// The colours swap: what was idle is live.
fn promote(states: &mut States, subject: &Subject<'_>) {
    let live = record::live(subject, "$.Colours.Idle.Colour", ROLL_BACK);
    states.add("Promote", live.next("ScaleDownOld"));
    let old = shift::stop(subject, "$.Colours.Live.Service", "NotePromotion").tolerated();
    states.add("ScaleDownOld", old.next("NotePromotion"));
    let note = record::history(subject, record::PROMOTED, "ReleaseLease");
    states.add("NotePromotion", note.next("ReleaseLease"));
    let free = record::free(subject, "$$.Execution.Id", record::PROMOTED, "NotifyLeaseNotFreed");
    states.add("ReleaseLease", free.next("Promoted"));
    states.add("Promoted", succeed());
}

fn roll_back(states: &mut States, subject: &Subject<'_>) {
    let unsettled = "NotifyRollBackFailed";
    shift::reset(states, subject, "RestoreLive", unsettled);
    let live = record::live(subject, "$.Colours.Live.Colour", unsettled).patient();
    states.add("RestoreLive", live.next("ScaleDownIdle"));
    let idle = shift::stop(subject, "$.Colours.Idle.Service", "NoteRollBack").tolerated();
    states.add("ScaleDownIdle", idle.next("NoteRollBack"));
    let note = record::history(subject, "ROLLED_BACK", "FreeLease");
    states.add("NoteRollBack", note.next("FreeLease"));
    let free = record::free(subject, "$$.Execution.Id", "ROLLED_BACK", "NotifyLeaseNotFreed");
    states.add("FreeLease", free.next("NotifyRolledBack"));
    let endings = [
        ("NotifyRolledBack", "RolledBack", "Release {} was rolled back: {}"),
        (unsettled, "RollBackFailed", "Release {} could not be rolled back: {}"),
        ("NotifyLeaseNotFreed", "LeaseNotFreed", "Release {} left the lease behind: {}"),
    ];
    for (name, next, message) in endings {
        notify(states, subject, (name, next), message, "$.Release");
    }
    let watchdog = "the watchdog settles it";
    states.add("RolledBack", fail("Canary.RolledBack", "the release is off, the old one is live"));
    states.add("RollBackFailed", fail("Canary.RollBackFailed", watchdog));
    states.add("LeaseNotFreed", fail("Canary.LeaseNotFreed", watchdog));
}
