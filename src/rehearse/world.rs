//! The services that machines call, simulated as far as deployments use them.
//!
//! A service is a row of `SERVICES`; a call of anything else is refused with its name. Services
//! do what they are told, unless the scenario's [`Conditions`] or its [`Fault`] say otherwise.
//!
//! Names of calls and errors: <https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html>

mod dynamodb;
mod expression;
mod others;
mod traffic;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::clock::Seconds;
use super::run::{Call, Failure, Refusal, Services};

pub use others::EcsService;
pub use traffic::{Traffic, Weights};

/// Items by the JSON of their key.
pub type Table = BTreeMap<String, Map<String, Json>>;

/// Everything that services remember.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The tables of DynamoDB, by name.
    pub tables: BTreeMap<String, Table>,
    /// The attributes of their keys.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Where traffic goes.
    pub traffic: Traffic,
    /// The services of ECS, by name: those that were updated.
    pub services: BTreeMap<String, EcsService>,
    /// The status of executions, by ARN.
    pub executions: BTreeMap<String, String>,
    /// Parameters of Systems Manager.
    pub parameters: BTreeMap<String, String>,
    /// What a scenario says of the world.
    pub conditions: Conditions,
    /// What a scenario makes fail.
    pub fault: Option<Fault>,
    /// What services did, in order.
    pub log: Vec<Happening>,
    /// The alarms that were looked at.
    pub seen_alarms: BTreeSet<String>,
    /// The target groups whose health was looked at.
    pub seen_groups: BTreeSet<String>,
}

/// What is not well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// This alarm is in `ALARM` from this time on.
    pub alarm: Option<(String, Seconds)>,
    /// The targets of this group are sick from this time on.
    pub targets: Option<(String, Sick, Seconds)>,
    /// How rollouts end.
    pub rollout: Rollout,
}

/// What is wrong with targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sick {
    /// There are none.
    Gone,
    /// All of them are unhealthy.
    All,
    /// The last of them is unhealthy.
    Last,
}

/// How rollouts of ECS services end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rollout {
    /// They complete.
    #[default]
    Completes,
    /// ECS gives up.
    Fails,
    /// ECS gives up and rolls them back itself.
    IsUndone,
    /// They go on for ever.
    IsStuck,
}

/// A call that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The state that calls.
    pub state: String,
    /// How.
    pub how: Wrong,
}

/// How a call goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The first call fails.
    Once,
    /// Every call fails.
    Always,
    /// The first call does its work, and the answer is lost.
    AnswerLost,
    /// No call is answered.
    Silent,
}

/// Something that a service did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Seconds,
    /// For which state.
    pub state: String,
    /// What.
    pub did: Did,
}

/// What a service did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// It was looked at, and was well or not.
    Looked(Gate, bool),
    /// Traffic goes elsewhere now.
    Shifted {
        /// What divides it.
        lane: String,
        /// How it was divided.
        before: Weights,
        /// How it is divided.
        after: Weights,
    },
    /// Something was written.
    Wrote,
    /// A conditional write was refused.
    Refused,
    /// A rollout was started.
    RolledOut,
    /// A message was sent, or an execution started.
    Sent,
    /// The call went wrong, as the scenario says.
    WentWrong(Wrong),
}

/// What is looked at before traffic moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    /// Target health.
    Targets,
    /// Alarms.
    Alarms,
    /// The rollout of an ECS service.
    Rollout,
}

/// A call that is answered.
pub(super) struct Request<'r> {
    state: &'r str,
    input: &'r Json,
    at: Seconds,
}

/// Why a service does not do what it is told.
pub(super) enum Problem {
    /// An error of the service, and its message.
    Named(&'static str, String),
    /// Nobody simulates this.
    NotPlayed(String),
}

/// What every service does has this form, whether it can go wrong or not.
type Act = fn(&mut World, &Request<'_>) -> Result<Json, Problem>;

/// A service that is simulated.
struct Service {
    /// What a resource calls it.
    id: &'static str,
    /// What its errors start with behind `aws-sdk:`.
    sdk: &'static str,
    /// What they start with otherwise.
    optimized: &'static str,
    /// What it is called when it has no other error to give.
    failure: &'static str,
    actions: &'static [(&'static str, Act)],
}

const EXECUTIONS: &[(&str, Act)] = &[
    ("startExecution", others::start_execution),
    ("describeExecution", others::describe_execution),
];

static SERVICES: &[Service] = &[
    Service {
        id: "dynamodb",
        sdk: "DynamoDb",
        optimized: "DynamoDB",
        failure: "ThrottlingException",
        actions: &[
            ("getItem", dynamodb::get_item),
            ("putItem", dynamodb::put_item),
            ("updateItem", dynamodb::update_item),
            ("deleteItem", dynamodb::delete_item),
        ],
    },
    Service {
        id: "elasticloadbalancingv2",
        sdk: "ElasticLoadBalancingV2",
        optimized: "",
        failure: "ElasticLoadBalancingV2Exception",
        actions: &[
            ("describeTargetHealth", traffic::target_health),
            ("describeRules", traffic::describe_rules),
            ("modifyRule", traffic::modify_rule),
            ("modifyListener", traffic::modify_listener),
        ],
    },
    Service {
        id: "route53",
        sdk: "Route53",
        optimized: "",
        failure: "ThrottlingException",
        actions: &[
            ("changeResourceRecordSets", traffic::change_records),
            ("getChange", traffic::get_change),
        ],
    },
    Service {
        id: "cloudwatch",
        sdk: "CloudWatch",
        optimized: "",
        failure: "CloudWatchException",
        actions: &[("describeAlarms", others::describe_alarms)],
    },
    Service {
        id: "ecs",
        sdk: "Ecs",
        optimized: "ECS",
        failure: "ServerException",
        actions: &[
            ("describeServices", others::describe_services),
            ("updateService", others::update_service),
        ],
    },
    Service {
        id: "sns",
        sdk: "Sns",
        optimized: "SNS",
        failure: "InternalErrorException",
        actions: &[("publish", others::send)],
    },
    Service {
        id: "sqs",
        sdk: "Sqs",
        optimized: "SQS",
        failure: "RequestThrottledException",
        actions: &[("sendMessage", others::send)],
    },
    Service {
        id: "events",
        sdk: "EventBridge",
        optimized: "EventBridge",
        failure: "InternalException",
        actions: &[("putEvents", others::put_events)],
    },
    Service {
        id: "ssm",
        sdk: "Ssm",
        optimized: "",
        failure: "InternalServerErrorException",
        actions: &[
            ("getParameter", others::get_parameter),
            ("putParameter", others::put_parameter),
        ],
    },
    Service { id: "sfn", sdk: "Sfn", optimized: "", failure: "SfnException", actions: EXECUTIONS },
    Service {
        id: "states",
        sdk: "",
        optimized: "StepFunctions",
        failure: "SfnException",
        actions: EXECUTIONS,
    },
];

/// A call that was found in [`SERVICES`].
struct Found {
    service: &'static Service,
    act: Act,
    /// What its errors start with.
    prefix: &'static str,
}

/// What a resource calls.
///
/// # Errors
/// If nobody simulates it; says what there is instead.
fn found(resource: &str) -> Result<Found, String> {
    let called = resource.split_once(":states:").and_then(|(_, rest)| rest.strip_prefix("::"));
    let Some(called) = called else {
        return Err(format!("`{resource}` is no call of a service that is simulated"));
    };
    let (is_sdk, called) = match called.strip_prefix("aws-sdk:") {
        Some(called) => (true, called),
        None => (false, called),
    };
    let (id, action) = called.split_once(':').unwrap_or((called, ""));
    let service = SERVICES.iter().find(|it| it.id == id);
    let prefix = |it: &Service| if is_sdk { it.sdk } else { it.optimized };
    let service = service.filter(|it| !prefix(it).is_empty()).ok_or_else(|| {
        let names: Vec<_> = SERVICES.iter().map(|it| it.id).collect();
        format!("the service `{id}` is not simulated; these are: {}", names.join(", "))
    })?;
    let act = service.actions.iter().find(|(name, _)| *name == action).ok_or_else(|| {
        let names: Vec<_> = service.actions.iter().map(|(name, _)| *name).collect();
        format!("`{action}` of `{id}` is not simulated; these are: {}", names.join(", "))
    })?;
    Ok(Found { service, act: act.1, prefix: prefix(service) })
}

/// Whether a call is simulated.
///
/// # Errors
/// If it is not; says what there is instead.
pub fn is_simulated(resource: &str) -> Result<(), String> {
    found(resource).map(|_| ())
}

impl Services for World {
    fn call(&mut self, call: &Call<'_>) -> Result<Json, Refusal> {
        let found = found(call.resource).map_err(Refusal::NotPlayed)?;
        let request = Request { state: call.state, input: call.input, at: call.at };
        let wrong = self.fault.take_if(|it| it.state == call.state).map(|it| it.how);
        let broken = |why: &str| {
            let error = format!("{}.{}", found.prefix, found.service.failure);
            Refusal::Failed(Failure { error, cause: why.to_owned() })
        };
        if let Some(how) = wrong {
            if matches!(how, Wrong::Always | Wrong::Silent) {
                self.fault = Some(Fault { state: call.state.to_owned(), how });
            }
            let answer = (how == Wrong::AnswerLost).then(|| (found.act)(self, &request));
            self.did(&request, Did::WentWrong(how));
            return Err(match (how, answer) {
                (Wrong::Silent, _) => Refusal::Silent,
                (_, Some(Err(Problem::NotPlayed(why)))) => Refusal::NotPlayed(why),
                (Wrong::Once | Wrong::Always | Wrong::AnswerLost, _) => {
                    broken("the service is not available for now")
                }
            });
        }
        (found.act)(self, &request).map_err(|problem| match problem {
            Problem::Named(name, cause) => {
                Refusal::Failed(Failure { error: format!("{}.{name}", found.prefix), cause })
            }
            Problem::NotPlayed(why) => Refusal::NotPlayed(format!("state `{}`: {why}", call.state)),
        })
    }
}

impl World {
    fn did(&mut self, request: &Request<'_>, did: Did) {
        self.log.push(Happening { at: request.at, state: request.state.to_owned(), did });
    }

    fn shift(&mut self, request: &Request<'_>, lane: String, after: Weights) {
        let before = self.traffic.insert(lane.clone(), after.clone()).unwrap_or_default();
        if before != after {
            self.did(request, Did::Shifted { lane, before, after });
        }
    }

    fn table(&mut self, request: &Request<'_>) -> Result<&mut Table, Problem> {
        let name = request.text("TableName")?.to_owned();
        if let Some(key) = request.input.get("Key").and_then(Json::as_object) {
            self.keys.entry(name.clone()).or_insert_with(|| key.keys().cloned().collect());
        }
        Ok(self.tables.entry(name).or_default())
    }
}

impl Request<'_> {
    fn text(&self, name: &str) -> Result<&str, Problem> {
        let value = self.input.get(name).and_then(Json::as_str);
        value.ok_or_else(|| Problem::Named("ValidationException", format!("`{name}` is no text")))
    }

    fn object(&self, name: &str) -> Result<&Map<String, Json>, Problem> {
        let value = self.input.get(name).and_then(Json::as_object);
        value.ok_or_else(|| Problem::Named("ValidationException", format!("`{name}` is no object")))
    }
}
