//! One typed description of containers, balancers, DNS and queues becomes CloudFormation and
//! Terraform for every environment; `rustc` refuses it while it breaks a twelve-factor or parity
//! rule.
//!
//! # Steps
//! A description is a constant [`spec::App`]. [`rules`] judge it while it compiles; `lower` turns
//! it into an [`ir::Graph`], and each back end writes that graph as files.

pub mod backend;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diag;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
pub mod environments;
pub mod exchange;
pub mod ir;
#[cfg(feature = "cli")]
pub mod lint;
pub mod lock;
pub mod lower;
#[cfg(feature = "cli")]
pub mod manifest;
pub mod parity;
pub mod plan;
#[cfg(feature = "cli")]
pub mod prove;
#[cfg(feature = "cli")]
pub mod rehearse;
pub mod release;
pub mod report;
pub mod rules;
pub mod run;
pub mod schema;
pub mod spec;

pub use run::main;

/// What a description needs in scope.
pub mod prelude {
    pub use crate::spec::pipeline::Source;
    pub use crate::spec::{
        Acu, Api, App, Approval, Architecture, Attachment, BackEnd, BackEnds, Backups, Bake,
        Balancer, BaseImage, Build, Call, Cidr, Cluster, Deploy, DynamoTable, Environment, Fargate,
        Hook, Host, Insights, Job, Key, LifecycleStage, LogMode, Logs, Migration, Module, Nat,
        Network, OidcProvider, Patch, Percent, Period, PgVersion, Pipeline, Port, Postgres,
        Protection, Purpose, Queue, Raw, Removed, Repository, Requests, Retention, Schedule,
        Seconds, Service, Share, Stage, Step, Steps, TableIndex, Task, Tasks, Team,
        TerraformProvider, TerraformState, Variable, Vary, Waiver, Zone, Zones, config, same,
        secret,
    };
    pub use crate::{environments, per_env};
}
