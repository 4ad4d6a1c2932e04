//! Deployment strategies: how a new release replaces the running one.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-types.html>

use std::panic::Location;

use crate::diag::Message;

use super::knob::{Vary, same};
use super::units::Percent;

/// How often the metrics behind a service's alarms are looked at, in seconds.
pub const ALARM_PERIOD: u32 = 60;
/// How many periods an alarm looks back.
pub const ALARM_PERIODS: u32 = 3;
/// How often the load balancer checks a target, in seconds.
pub const HEALTH_CHECK_INTERVAL: u32 = 15;
/// After how many failed checks a target is unhealthy.
pub const UNHEALTHY_THRESHOLD: u32 = 3;
/// How long resolvers keep an alias to a load balancer, in seconds.
///
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html>
pub const ALIAS_TTL: u32 = 60;

/// How a new release replaces the running one; the same kind in every environment.
///
/// ```
/// use formwork::prelude::*;
/// const CAREFUL: Deploy =
///     Deploy::canary_machine(Steps::new(&[5, 25, 50, 100]), Bake::minutes(10));
/// assert!(CAREFUL.shifts_traffic());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Deploy<'a> {
    strategy: Strategy,
    bake: Bake,
    least_healthy: u16,
    most: u16,
    cpu_alarm: Vary<Percent>,
    error_alarm: Vary<Percent>,
    hooks: &'a [Hook<'a>],
    at: &'static Location<'static>,
}

/// A function that ECS calls at a stage of a deployment; what it answers lets the deployment go on,
/// wait or fail.
///
/// formwork writes no function: it takes the ARN of one that exists, and the role that may call it.
///
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html>
#[derive(Clone, Copy, Debug)]
pub struct Hook<'a> {
    stage: LifecycleStage,
    function: Vary<&'a str>,
}

impl<'a> Hook<'a> {
    /// Calls the function with this ARN at `stage`.
    pub const fn new(stage: LifecycleStage, function: Vary<&'a str>) -> Self {
        Self { stage, function }
    }

    /// When it is called.
    pub const fn stage(&self) -> LifecycleStage {
        self.stage
    }

    /// The function's ARN.
    pub const fn function(&self) -> &Vary<&'a str> {
        &self.function
    }
}

/// The stages of a deployment at which ECS calls a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifecycleStage {
    /// Before anything, if an earlier deployment left two sets of tasks.
    ReconcileService,
    /// Before the new tasks start.
    PreScaleUp,
    /// When the new tasks have started.
    PostScaleUp,
    /// While test traffic moves to the new tasks.
    TestTrafficShift,
    /// When the new tasks get all test traffic.
    PostTestTrafficShift,
    /// While production traffic moves to the new tasks.
    ProductionTrafficShift,
    /// When the new tasks get all production traffic.
    PostProductionTrafficShift,
}

impl LifecycleStage {
    /// As ECS calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReconcileService => "RECONCILE_SERVICE",
            Self::PreScaleUp => "PRE_SCALE_UP",
            Self::PostScaleUp => "POST_SCALE_UP",
            Self::TestTrafficShift => "TEST_TRAFFIC_SHIFT",
            Self::PostTestTrafficShift => "POST_TEST_TRAFFIC_SHIFT",
            Self::ProductionTrafficShift => "PRODUCTION_TRAFFIC_SHIFT",
            Self::PostProductionTrafficShift => "POST_PRODUCTION_TRAFFIC_SHIFT",
        }
    }
}

/// The kinds of deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// New tasks take the place of old ones, a few at a time.
    Rolling,
    /// All traffic moves to a second set of tasks at once.
    BlueGreen,
    /// All traffic moves to a second load balancer, by the weights of DNS records.
    BlueGreenDns,
    /// Traffic moves by this share at a time, each of which bakes.
    Linear(Share, Bake),
    /// This share of the traffic moves and bakes, then the rest.
    Canary(Share, Bake),
    /// A state machine moves traffic by these steps, each of which bakes.
    CanaryMachine(Steps, Bake),
}

impl Strategy {
    /// Its constructor, as a user writes it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Rolling => "Deploy::rolling",
            Self::BlueGreen => "Deploy::blue_green",
            Self::BlueGreenDns => "Deploy::blue_green_dns",
            Self::Linear(..) => "Deploy::linear",
            Self::Canary(..) => "Deploy::canary",
            Self::CanaryMachine(..) => "Deploy::canary_machine",
        }
    }
}

/// Constructors and fluent methods.
impl<'a> Deploy<'a> {
    /// New tasks start before old ones stop. A deployment whose tasks do not become healthy, or
    /// during which an alarm of the service fires, is rolled back by ECS.
    #[track_caller]
    pub const fn rolling() -> Self {
        Self::new(Strategy::Rolling, Bake(0))
    }

    /// A second set of tasks starts beside the running one; once it is healthy, the load balancer
    /// sends it all traffic. The old set stays for `bake`, so that going back takes seconds.
    ///
    /// CloudFormation: ECS does it. Terraform with provider 5: CodeDeploy does it, on a listener
    /// of the service's own.
    ///
    /// # Panics
    /// If `bake` is too short for an alarm to fire.
    #[track_caller]
    pub const fn blue_green(bake: Bake) -> Self {
        Self::new(Strategy::BlueGreen, bake.shows_a_fault(0))
    }

    /// Like [`Deploy::blue_green`], with a load balancer for each set of tasks: weighted alias
    /// records move the traffic, and Route 53 looks at the health of what they lead to.
    ///
    /// # Panics
    /// If `bake` is too short for resolvers to forget the old record and an alarm to fire.
    #[track_caller]
    pub const fn blue_green_dns(bake: Bake) -> Self {
        Self::new(Strategy::BlueGreenDns, bake.shows_a_fault(ALIAS_TTL))
    }

    /// Traffic moves to the new set of tasks by `step` at a time, and each step bakes. The old set
    /// stays for as long after the last step.
    ///
    /// # Panics
    /// If `step` is below 3 %, which ECS refuses, or `bake` is too short for an alarm to fire.
    #[track_caller]
    pub const fn linear(step: Share, bake: Bake) -> Self {
        if step.0 < 30 {
            Message::of("ECS shifts at least 3 % at a time, not ")
                .number(step.0 as u64)
                .text(" tenths of a percent: take larger steps, as in `Share::percent(10)`")
                .panic()
        }
        let bake = bake.shows_a_fault(0);
        Self::new(Strategy::Linear(step, bake), bake)
    }

    /// `first` of the traffic moves to the new set of tasks and bakes, then the rest. The old set
    /// stays for as long after that.
    ///
    /// # Panics
    /// If `bake` is too short for an alarm to fire.
    #[track_caller]
    pub const fn canary(first: Share, bake: Bake) -> Self {
        let bake = bake.shows_a_fault(0);
        Self::new(Strategy::Canary(first, bake), bake)
    }

    /// A Step Functions state machine of the service moves traffic to the new set of tasks by
    /// `steps`. Before each it looks at target health and alarms; each bakes; what goes wrong is
    /// rolled back. `formwork prove` and `formwork rehearse` read it. Same on both back ends.
    ///
    /// # Panics
    /// If `bake` is too short for an alarm to fire.
    #[track_caller]
    pub const fn canary_machine(steps: Steps, bake: Bake) -> Self {
        let bake = bake.shows_a_fault(0);
        Self::new(Strategy::CanaryMachine(steps, bake), bake)
    }

    #[track_caller]
    const fn new(strategy: Strategy, bake: Bake) -> Self {
        Self {
            strategy,
            bake,
            least_healthy: 100,
            most: 200,
            cpu_alarm: same(Percent::new(90)),
            error_alarm: same(Percent::new(5)),
            hooks: &[],
            at: Location::caller(),
        }
    }

    /// Average CPU use at which a deployment is rolled back. Default: 90 %.
    pub const fn roll_back_above_cpu(mut self, percent: Vary<Percent>) -> Self {
        self.cpu_alarm = percent;
        self
    }

    /// Share of requests answered with 5xx at which a deployment is rolled back. Default: 5 %.
    pub const fn roll_back_above_errors(mut self, percent: Vary<Percent>) -> Self {
        self.error_alarm = percent;
        self
    }

    /// Functions that ECS calls while it deploys. Only with a strategy that ECS carries out itself
    /// (`FW5010`): [`Deploy::blue_green`], [`Deploy::linear`] or [`Deploy::canary`] on CloudFormation
    /// or provider 6 of Terraform.
    pub const fn hooks(mut self, hooks: &'a [Hook<'a>]) -> Self {
        self.hooks = hooks;
        self
    }
}

/// What was written.
impl<'a> Deploy<'a> {
    /// The kind of deployment.
    pub const fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// How long both sets of tasks run after all traffic has moved; none when rolling.
    pub const fn final_bake(&self) -> Bake {
        self.bake
    }

    /// Whether two sets of tasks share the traffic for a while, so that two releases are live.
    pub const fn shifts_traffic(&self) -> bool {
        !matches!(self.strategy, Strategy::Rolling)
    }

    /// Whether a state machine of ours moves the traffic.
    pub const fn has_machine(&self) -> bool {
        matches!(self.strategy, Strategy::CanaryMachine(..) | Strategy::BlueGreenDns)
    }

    /// Whether ECS, or CodeDeploy for it, moves traffic between two target groups.
    pub const fn has_two_target_groups(&self) -> bool {
        matches!(self.strategy, Strategy::BlueGreen | Strategy::Linear(..) | Strategy::Canary(..))
    }

    /// Functions that ECS calls while it deploys.
    pub const fn hook_list(&self) -> &'a [Hook<'a>] {
        self.hooks
    }

    /// Least healthy tasks during a deployment, in percent of the desired count.
    pub const fn least_healthy_percent(&self) -> u16 {
        self.least_healthy
    }

    /// Most running tasks during a deployment, in percent of the desired count.
    pub const fn most_percent(&self) -> u16 {
        self.most
    }

    /// Average CPU use at which a deployment is rolled back.
    pub const fn cpu_alarm(&self) -> &Vary<Percent> {
        &self.cpu_alarm
    }

    /// Share of 5xx answers at which a deployment is rolled back.
    pub const fn error_alarm(&self) -> &Vary<Percent> {
        &self.error_alarm
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// A share of the traffic, in tenths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u16);

impl Share {
    /// A whole percentage, 1 to 100.
    ///
    /// # Panics
    /// If it is 0 or above 100.
    #[track_caller]
    pub const fn percent(percent: u16) -> Self {
        if percent == 0 || percent > 100 {
            Message::new().number(percent as u64).text(" is no percentage from 1 to 100").panic()
        }
        Self(percent * 10)
    }

    /// Tenths of a percent, 1 to 1000: `Share::tenths(25)` is 2.5 %.
    ///
    /// # Panics
    /// If it is 0 or above 1000.
    #[track_caller]
    pub const fn tenths(tenths: u16) -> Self {
        if tenths == 0 || tenths > 1000 {
            Message::new()
                .number(tenths as u64)
                .text(" tenths of a percent are no share from 0.1 % to 100 %")
                .panic()
        }
        Self(tenths)
    }

    /// It, in tenths of a percent.
    pub const fn in_tenths(&self) -> u16 {
        self.0
    }
}

/// How long a step is watched before the next one, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bake(u16);

impl Bake {
    /// So many minutes, at most 1440.
    ///
    /// # Panics
    /// Above 1440 minutes, which is as long as ECS bakes.
    #[track_caller]
    pub const fn minutes(minutes: u16) -> Self {
        if minutes > 1440 {
            Message::of("ECS bakes for at most 1440 minutes, not ").number(minutes as u64).panic()
        }
        Self(minutes)
    }

    /// It, in minutes.
    pub const fn in_minutes(&self) -> u16 {
        self.0
    }

    /// It, in seconds.
    pub const fn in_seconds(&self) -> u32 {
        self.0 as u32 * 60
    }

    /// The shortest bake that shows a fault, in seconds: a target turns unhealthy twice over and
    /// an alarm looks at all its periods, once resolvers no longer lead elsewhere.
    const fn least(lag: u32) -> u32 {
        let health = 2 * HEALTH_CHECK_INTERVAL * UNHEALTHY_THRESHOLD;
        let alarm = ALARM_PERIOD * ALARM_PERIODS;
        (if health > alarm { health } else { alarm }) + lag
    }

    /// Refuses a bake during which a fault could not show.
    #[track_caller]
    const fn shows_a_fault(self, lag: u32) -> Self {
        if self.in_seconds() < Self::least(lag) {
            Message::of("a bake of ")
                .number(self.0 as u64)
                .text(" minutes ends before a fault shows: alarms look back over ")
                .number((ALARM_PERIOD * ALARM_PERIODS) as u64)
                .text(" seconds and resolvers keep a record for ")
                .number(lag as u64)
                .text(", so bake for at least ")
                .number(Self::least(lag).div_ceil(60) as u64)
                .text(" minutes (factor X)")
                .panic()
        }
        self
    }
}

/// The most steps of a canary.
pub const MAX_STEPS: usize = 10;

/// The steps of a canary: percentages that rise to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    percents: [u8; MAX_STEPS],
    count: usize,
}

impl Steps {
    /// These percentages, as in `Steps::new(&[5, 25, 50, 100])`.
    ///
    /// # Panics
    /// If there are none or more than 10, one is not above the one before, or the last is not 100.
    #[track_caller]
    pub const fn new(percents: &[u8]) -> Self {
        if percents.is_empty() || percents.len() > MAX_STEPS {
            Message::of("a canary has 1 to 10 steps, not ").number(percents.len() as u64).panic()
        }
        let mut all = [0; MAX_STEPS];
        let mut before = 0;
        let mut i = 0;
        while i < percents.len() {
            if percents[i] <= before || percents[i] > 100 {
                Message::of("step ")
                    .number(percents[i] as u64)
                    .text(" does not rise from ")
                    .number(before as u64)
                    .text(": the steps of a canary rise to 100, as in `Steps::new(&[5, 25, 50, 100])`")
                    .panic()
            }
            before = percents[i];
            all[i] = before;
            i += 1;
        }
        if before != 100 {
            Message::of("the last step is ")
                .number(before as u64)
                .text(", not 100: the release would never get all traffic")
                .panic()
        }
        Self { percents: all, count: percents.len() }
    }

    /// The percentages.
    pub fn percents(&self) -> &[u8] {
        &self.percents[..self.count]
    }
}
