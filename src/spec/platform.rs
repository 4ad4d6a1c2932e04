//! What the services of an environment share: network, cluster, load balancer, hosted zone.

use super::knob::{Knob, Scalar, ScalarKind, ScalarValue};
use super::knob::{Vary, same};
use super::units::{Cidr, Protection, Retention, Seconds};

impl Knob for Cidr {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "", kind: ScalarKind::Text, class: "cidr" }];

    /// A range has no text of its own; `lower` derives the texts of the VPC and its subnets.
    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Text("")
    }
}

/// The VPC of each environment: public subnets for the load balancer, private ones for everything
/// else, an S3 gateway endpoint, flow logs. A task never has a public address.
///
/// ```
/// use formwork::prelude::*;
/// const NETWORK: Network = Network::new(same(Cidr::new("10.0.0.0/16"))).nat(Nat::PerZone);
/// # let _ = NETWORK;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Network {
    range: Vary<Cidr>,
    zones: Zones,
    nat: Nat,
    flow_logs: Vary<Retention>,
}

/// How many availability zones a network spans; the same in every environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zones {
    /// Two zones.
    Two,
    /// Three zones.
    Three,
}

impl Zones {
    /// Their number.
    pub const fn count(self) -> usize {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// How private subnets reach the internet; the same in every environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nat {
    /// One NAT gateway: cheaper, and its zone takes the others' way out with it.
    Single,
    /// A NAT gateway in each zone.
    PerZone,
}

impl Network {
    /// A VPC with this range, in three zones with one NAT gateway.
    pub const fn new(range: Vary<Cidr>) -> Self {
        Self { range, zones: Zones::Three, nat: Nat::Single, flow_logs: same(Retention::days(30)) }
    }

    /// How many zones it spans. Default: three.
    pub const fn zones(mut self, zones: Zones) -> Self {
        self.zones = zones;
        self
    }

    /// How private subnets reach the internet. Default: one NAT gateway.
    pub const fn nat(mut self, nat: Nat) -> Self {
        self.nat = nat;
        self
    }

    /// How long flow logs are kept. Default: 30 days.
    pub const fn flow_logs(mut self, retention: Vary<Retention>) -> Self {
        self.flow_logs = retention;
        self
    }

    /// Its range.
    pub const fn range(&self) -> &Vary<Cidr> {
        &self.range
    }

    /// How many zones it spans.
    pub const fn zone_count(&self) -> usize {
        self.zones.count()
    }

    /// How private subnets reach the internet.
    pub const fn nat_gateways(&self) -> Nat {
        self.nat
    }

    /// How long flow logs are kept.
    pub const fn flow_log_retention(&self) -> &Vary<Retention> {
        &self.flow_logs
    }
}

/// The ECS cluster of each environment: Fargate, with Container Insights and a Service Connect
/// namespace.
#[derive(Clone, Copy, Debug)]
pub struct Cluster {
    insights: Insights,
}

/// How closely Container Insights looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insights {
    /// Task and container metrics.
    Enhanced,
    /// Service and cluster metrics.
    Standard,
}

impl Cluster {
    /// A cluster with enhanced Container Insights.
    pub const fn new() -> Self {
        Self { insights: Insights::Enhanced }
    }

    /// How closely Container Insights looks. Default: enhanced.
    pub const fn insights(mut self, insights: Insights) -> Self {
        self.insights = insights;
        self
    }

    /// How closely Container Insights looks.
    pub const fn insight(&self) -> Insights {
        self.insights
    }
}

impl Default for Cluster {
    fn default() -> Self {
        Self::new()
    }
}

/// The load balancer that the web services of an environment share: HTTPS with TLS 1.2 or later,
/// port 80 redirects, an unknown host gets 404, access logs are kept.
#[derive(Clone, Copy, Debug)]
pub struct Balancer {
    protection: Vary<Protection>,
    idle_timeout: Seconds,
    access_logs: Vary<Retention>,
}

impl Balancer {
    /// A load balancer with deletion protection.
    pub const fn new() -> Self {
        Self {
            protection: same(Protection::On),
            idle_timeout: Seconds(60),
            access_logs: same(Retention::days(90)),
        }
    }

    /// Whether AWS refuses to delete it. Default: on.
    pub const fn deletion_protection(mut self, protection: Vary<Protection>) -> Self {
        self.protection = protection;
        self
    }

    /// How long an idle connection stays open, in seconds (1 to 4000). Default: 60.
    pub const fn idle_timeout(mut self, seconds: Seconds) -> Self {
        self.idle_timeout = seconds;
        self
    }

    /// How long access logs are kept. Default: 90 days.
    pub const fn access_logs(mut self, retention: Vary<Retention>) -> Self {
        self.access_logs = retention;
        self
    }

    /// Whether it is protected.
    pub const fn protection(&self) -> &Vary<Protection> {
        &self.protection
    }

    /// How long an idle connection stays open.
    pub const fn idle(&self) -> Seconds {
        self.idle_timeout
    }

    /// How long access logs are kept.
    pub const fn access_log_retention(&self) -> &Vary<Retention> {
        &self.access_logs
    }
}

impl Default for Balancer {
    fn default() -> Self {
        Self::new()
    }
}

/// The hosted zone of each environment, which exists already: its name and its ID.
///
/// Hosts one label below it share its wildcard certificate; any other host brings its own.
#[derive(Clone, Copy, Debug)]
pub struct Zone<'a> {
    name: Vary<&'a str>,
    id: Vary<&'a str>,
}

impl<'a> Zone<'a> {
    /// The zone of this name, with the ID that Route 53 gave it.
    pub const fn imported(name: Vary<&'a str>, id: Vary<&'a str>) -> Self {
        Self { name, id }
    }

    /// Its name, without a final dot.
    pub const fn name(&self) -> &Vary<&'a str> {
        &self.name
    }

    /// Its ID.
    pub const fn id(&self) -> &Vary<&'a str> {
        &self.id
    }
}
