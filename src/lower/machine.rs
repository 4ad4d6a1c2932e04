//! The state machines that shift traffic between the two colours of a service, in the Amazon States
//! Language: the canary moves it step by step, the watchdog settles what an ended canary left, the
//! starter begins a canary when a release is registered.
//!
//! Invariants, which `formwork prove` checks:
//! - The weights of both colours sum to 100, always.
//! - Who shifts holds the lease. It is freed last, or by the watchdog.
//! - The record says which colour is live; what fails goes back to that colour.
//! - Every task may be tried again: a retry writes what the first attempt wrote.
//!
//! There is no Lambda, so no code to patch, and `JSONPath` throughout.
//! Facts: <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html>,
//! <https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html>.
//! Parameters of SDK integrations are spelled as in the AWS SDK for Java, in Pascal case: `DnsName`.

mod asl;
mod canary;
mod gate;
mod record;
pub(in crate::lower) mod resources;
mod shift;
mod starter;
mod watchdog;

pub use canary::definition as canary;
pub use shift::Route;
pub use starter::definition as starter;
pub use watchdog::definition as watchdog;

pub(in crate::lower) use record::KEY;

use crate::ir::Value;
use crate::spec::{Bake, Steps};

/// What the machines of a service act on.
#[derive(Clone, Debug)]
pub struct Subject<'s> {
    /// The service's name, for messages.
    pub service: &'s str,
    /// The cluster's ARN.
    pub cluster: Value,
    /// Blue and green.
    pub colours: [Colour; 2],
    /// What shifts the traffic between them.
    pub route: Route,
    /// The name of the table that holds the lease and the record.
    pub table: Value,
    /// The names of the alarms that must be quiet.
    pub alarms: Vec<Value>,
    /// The ARN of the topic that is told.
    pub topic: Option<Value>,
    /// The steps of the canary.
    pub steps: Steps,
    /// How long each step is watched.
    pub bake: Bake,
}

/// One of the two sets of tasks of a service.
#[derive(Clone, Debug)]
pub struct Colour {
    /// The name of its ECS service.
    pub service: Value,
    /// The ARN of its target group.
    pub target_group: Value,
    /// Its load balancer, if it has one of its own: DNS name and hosted zone.
    pub balancer: Option<(Value, Value)>,
}

/// The colours, as the record names them: what is first is live before any release.
pub const COLOURS: [&str; 2] = ["blue", "green"];
