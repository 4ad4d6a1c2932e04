//! What users write: services, stores, environments and how they belong together.
//!
//! Everything here is `const`: a description is a tree of constants, checked while it is compiled.
//! Every type borrows, so the same description can also be built from data at run time. A spec
//! never sees the name of an environment; what may differ between environments is a [`Vary`].
//!
//! Specs remember where they were written ([`std::panic::Location`]) for diagnostics only.

pub mod api;
pub mod app;
pub mod base_image;
pub mod deploy;
pub mod environment;
pub mod job;
pub mod knob;
pub mod module;
pub mod outline;
pub mod pipeline;
pub mod platform;
pub mod scan;
pub mod schedule;
pub mod service;
pub mod store;
pub mod table;
pub mod task;
pub mod text;
pub mod units;
pub mod variable;
pub mod waiver;

pub use api::{Api, Call};
pub use app::{
    App, BackEnds, OidcProvider, Patch, Raw, Removed, Repository, Team, TerraformProvider,
    TerraformState,
};
pub use base_image::BaseImage;
pub use deploy::{Bake, Deploy, Hook, LifecycleStage, Share, Steps, Strategy};
pub use environment::{Environment, MAX_ENVIRONMENTS, Purpose};
pub use job::{Job, Schedule, Window};
pub use knob::{Knob, Scalar, ScalarKind, ScalarValue, Vary, same, vary};
pub use module::{Module, Setting};
pub use pipeline::{Approval, BackEnd, Pipeline, Stage, Step};
pub use platform::{Balancer, Cluster, Insights, Nat, Network, Zone, Zones};
pub use service::{
    Architecture, Build, Host, LogMode, Logs, Port, Process, Protocol, Service, Takeover,
};
pub use store::{Attachment, PgVersion, Postgres, Queue, Role, Store};
pub use table::{DynamoTable, Key, KeyType, TableIndex};
pub use task::{Migration, Task};
pub use units::{
    Acu, Backups, Cidr, Fargate, Percent, Protection, Requests, Retention, Seconds, Tasks,
};
pub use variable::{Source, Variable, config, secret};
pub use waiver::{Period, Waiver};
