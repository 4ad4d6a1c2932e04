//! How traffic is shifted: by the weights of a listener rule, or by those of two records.

use crate::ir::{Text, Value};
use crate::spec::deploy::ALIAS_TTL;

use super::asl::{States, Task, pass, wait};
use super::{COLOURS, Colour, Subject};

/// What shifts the traffic.
#[derive(Clone, Debug)]
pub enum Route {
    /// The weights of one listener rule, by its ARN.
    Rule(Value),
    /// The weights of two alias records: the hosted zone's ID and the host.
    Records(Value, Value),
}

impl Route {
    /// How long clients may still go where they went before, in seconds.
    fn lag(&self) -> u32 {
        match self {
            Self::Rule(_) => 0,
            Self::Records(..) => ALIAS_TTL,
        }
    }

    /// Gives the idle colour this share of the traffic, in percent, and the live one the rest.
    pub(super) fn shift(&self, idle: u8, otherwise: impl Into<Text>) -> Task {
        let shares = [("Live", 100 - u16::from(idle)), ("Idle", u16::from(idle))];
        match self {
            Self::Rule(rule) => {
                let groups = shares.map(|(colour, weight)| {
                    Value::object([
                        path("TargetGroupArn.$", colour, "TargetGroup"),
                        ("Weight".into(), Value::from(weight)),
                    ])
                });
                let forward = Value::object([("TargetGroups", Value::list(groups))]);
                let action =
                    Value::object([("Type", Value::from("forward")), ("ForwardConfig", forward)]);
                let parameters = [("RuleArn", rule.clone()), ("Actions", Value::list([action]))];
                Task::new("aws-sdk:elasticloadbalancingv2:modifyRule", parameters, otherwise)
            }
            Self::Records(zone, host) => {
                let changes = shares.map(|(colour, weight)| change(host, colour, weight));
                let parameters = [
                    ("HostedZoneId", zone.clone()),
                    ("ChangeBatch", Value::object([("Changes", Value::list(changes))])),
                ];
                Task::new("aws-sdk:route53:changeResourceRecordSets", parameters, otherwise)
            }
        }
    }
}

fn path(key: &'static str, colour: &str, what: &str) -> (Text, Value) {
    (key.into(), Value::from(format!("$.Colours.{colour}.{what}")))
}

fn change(host: &Value, colour: &str, weight: u16) -> Value {
    let alias = Value::object([
        path("HostedZoneId.$", colour, "BalancerZone"),
        path("DnsName.$", colour, "BalancerName"),
        ("EvaluateTargetHealth".into(), Value::from(true)),
    ]);
    let record = Value::object([
        ("Name".into(), host.clone()),
        ("Type".into(), Value::from("A")),
        path("SetIdentifier.$", colour, "Colour"),
        ("Weight".into(), Value::from(weight)),
        ("AliasTarget".into(), alias),
    ]);
    Value::object([("Action", Value::from("UPSERT")), ("ResourceRecordSet", record)])
}

/// Puts into the data which colour is live and which is idle, by what the record says.
pub(super) fn colours(states: &mut States, subject: &Subject<'_>, next: &'static str) {
    let [blue, green] =
        [0, 1].map(|position| colour(&subject.colours[position], COLOURS[position]));
    let both = |live: &Value, idle: &Value| {
        Value::object([("Live", live.clone()), ("Idle", idle.clone())])
    };
    states.add("BlueLive", pass(both(&blue, &green), "$.Colours", next));
    states.add("GreenLive", pass(both(&green, &blue), "$.Colours", next));
}

fn colour(colour: &Colour, name: &'static str) -> Value {
    let mut entries: Vec<(Text, Value)> = vec![
        ("Colour".into(), Value::from(name)),
        ("Service".into(), colour.service.clone()),
        ("TargetGroup".into(), colour.target_group.clone()),
    ];
    if let Some((name, zone)) = colour.balancer.clone() {
        entries.push(("BalancerName".into(), name));
        entries.push(("BalancerZone".into(), zone));
    }
    Value::Object(entries)
}

/// Sends all traffic to the live colour, then goes to `next`: at once, or when resolvers know.
pub(super) fn reset(
    states: &mut States,
    subject: &Subject<'_>,
    next: &'static str,
    otherwise: &'static str,
) {
    let task = subject.route.shift(0, otherwise).patient();
    match subject.route.lag() {
        0 => states.add("ResetWeights", task.next(next)),
        seconds => {
            states.add("ResetWeights", task.next("WaitForResolvers"));
            states.add("WaitForResolvers", wait(seconds, next));
        }
    }
}

/// Stops the tasks of a colour.
pub(super) fn stop(
    subject: &Subject<'_>,
    colour: &'static str,
    otherwise: impl Into<Text>,
) -> Task {
    let parameters = [
        ("Cluster", subject.cluster.clone()),
        ("Service.$", Value::from(colour)),
        ("DesiredCount", Value::from(0)),
    ];
    Task::new("aws-sdk:ecs:updateService", parameters, otherwise)
}
