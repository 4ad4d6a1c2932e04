//! Backing services: a Postgres database, a queue, a DynamoDB table. A service attaches one and gets
//! exactly one variable that locates it, one least-privilege grant and one network path.

use std::panic::Location;

use crate::diag::Message;

use super::knob::{Vary, same};
use super::table::DynamoTable;
use super::text;
use super::units::{Acu, Backups, Protection, Seconds};

/// The major version of a Postgres database. Not a knob: every environment runs the same engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PgVersion {
    /// PostgreSQL 15.
    V15,
    /// PostgreSQL 16.
    V16,
    /// PostgreSQL 17.
    V17,
}

impl PgVersion {
    /// The engine version of Aurora PostgreSQL that is pinned for it.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Updates.html>
    pub const fn engine_version(self) -> &'static str {
        match self {
            Self::V15 => "15.10",
            Self::V16 => "16.6",
            Self::V17 => "17.4",
        }
    }

    /// The family of its parameter group.
    pub const fn family(self) -> &'static str {
        match self {
            Self::V15 => "aurora-postgresql15",
            Self::V16 => "aurora-postgresql16",
            Self::V17 => "aurora-postgresql17",
        }
    }
}

/// An Aurora PostgreSQL database, Serverless v2, of one service.
///
/// The service signs in with IAM; its URL has no password. The master user's secret is managed by
/// RDS and read by nobody.
///
/// ```
/// use formwork::prelude::*;
/// const ORDERS_DB: Postgres = Postgres::new("orders", PgVersion::V16).capacity(same(Acu(2)));
/// const ATTACHED: Attachment = ORDERS_DB.as_env("DATABASE_URL");
/// assert_eq!(ATTACHED.variable(), "DATABASE_URL");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Postgres<'a> {
    name: &'a str,
    hash: u64,
    version: PgVersion,
    capacity: Vary<Acu>,
    backups: Vary<Backups>,
    protection: Vary<Protection>,
    replicas: u8,
    was: Option<&'a str>,
    at: &'static Location<'static>,
}

impl<'a> Postgres<'a> {
    /// A database of this name and engine version.
    #[track_caller]
    pub const fn new(name: &'a str, version: PgVersion) -> Self {
        Self {
            name,
            hash: text::name_hash(name),
            version,
            capacity: same(Acu(2)),
            backups: same(Backups::days(14)),
            protection: same(Protection::On),
            replicas: 1,
            was: None,
            at: Location::caller(),
        }
    }

    /// The most Aurora capacity units it scales to. Default: 2.
    pub const fn capacity(mut self, capacity: Vary<Acu>) -> Self {
        self.capacity = capacity;
        self
    }

    /// How long automated backups are kept. Default: 14 days.
    pub const fn backups(mut self, days: Vary<Backups>) -> Self {
        self.backups = days;
        self
    }

    /// Whether RDS refuses to delete it. Default: on.
    pub const fn deletion_protection(mut self, protection: Vary<Protection>) -> Self {
        self.protection = protection;
        self
    }

    /// Readers beside the writer, in other zones; the same number in every environment. Default: 1.
    ///
    /// # Panics
    /// Above 15, which is as many as Aurora takes.
    #[track_caller]
    pub const fn replicas(mut self, replicas: u8) -> Self {
        if replicas > 15 {
            Message::of("Aurora takes at most 15 replicas, not ").number(replicas as u64).panic()
        }
        self.replicas = replicas;
        self
    }

    /// Keeps the identity recorded under an earlier name.
    pub const fn was(mut self, name: &'a str) -> Self {
        self.was = Some(name);
        self
    }

    /// Attaches it: the variable holds its URL, without a password.
    #[track_caller]
    pub const fn as_env(&'a self, variable: &'a str) -> Attachment<'a> {
        Attachment::new(Store::Postgres(self), variable, Location::caller())
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Its engine version.
    pub const fn version(&self) -> PgVersion {
        self.version
    }

    /// The most capacity units.
    pub const fn most_capacity(&self) -> &Vary<Acu> {
        &self.capacity
    }

    /// How long backups are kept.
    pub const fn backup_retention(&self) -> &Vary<Backups> {
        &self.backups
    }

    /// Whether it is protected.
    pub const fn protection(&self) -> &Vary<Protection> {
        &self.protection
    }

    /// Readers beside the writer.
    pub const fn replica_count(&self) -> u8 {
        self.replicas
    }

    /// Its earlier name.
    pub const fn earlier(&self) -> Option<&'a str> {
        self.was
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// An SQS queue with its dead-letter queue. One service sends to it, one receives from it; it
/// belongs to the receiver.
///
/// ```
/// use formwork::prelude::*;
/// const PLACED: Queue = Queue::new("orders-placed").visibility(Seconds(120));
/// const SENT: Attachment = PLACED.sends("ORDERS_PLACED_QUEUE_URL");
/// assert_eq!(SENT.variable(), "ORDERS_PLACED_QUEUE_URL");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Queue<'a> {
    name: &'a str,
    hash: u64,
    visibility: Seconds,
    receives: u16,
    retention: Vary<Seconds>,
    was: Option<&'a str>,
    at: &'static Location<'static>,
}

impl<'a> Queue<'a> {
    /// A queue of this name.
    #[track_caller]
    pub const fn new(name: &'a str) -> Self {
        Self {
            name,
            hash: text::name_hash(name),
            visibility: Seconds(180),
            receives: 5,
            retention: same(Seconds(345_600)),
            was: None,
            at: Location::caller(),
        }
    }

    /// How long a received message is hidden from others, in seconds (0 to 43,200). Default: 180.
    ///
    /// # Panics
    /// Above 43,200 seconds, which is as long as SQS takes.
    #[track_caller]
    pub const fn visibility(mut self, seconds: Seconds) -> Self {
        if seconds.0 > 43_200 {
            Message::of("SQS hides a message for at most 43200 seconds, not ")
                .number(seconds.0 as u64)
                .panic()
        }
        self.visibility = seconds;
        self
    }

    /// After how many receives a message goes to the dead-letter queue, 1 to 1000. Default: 5.
    ///
    /// # Panics
    /// If it is 0 or above 1000.
    #[track_caller]
    pub const fn dead_letter_after(mut self, receives: u16) -> Self {
        if receives == 0 || receives > 1000 {
            Message::of("SQS moves a message after 1 to 1000 receives, not ")
                .number(receives as u64)
                .panic()
        }
        self.receives = receives;
        self
    }

    /// How long a message is kept, in seconds (60 to 1,209,600). Default: 4 days. The dead-letter
    /// queue always keeps its messages for 14 days.
    pub const fn retention(mut self, seconds: Vary<Seconds>) -> Self {
        self.retention = seconds;
        self
    }

    /// Keeps the identity recorded under an earlier name.
    pub const fn was(mut self, name: &'a str) -> Self {
        self.was = Some(name);
        self
    }

    /// Attaches it to the service that sends: the variable holds its URL.
    #[track_caller]
    pub const fn sends(&'a self, variable: &'a str) -> Attachment<'a> {
        Attachment::new(Store::Queue(self, Role::Sends), variable, Location::caller())
    }

    /// Attaches it to the service that receives: the variable holds its URL.
    #[track_caller]
    pub const fn receives(&'a self, variable: &'a str) -> Attachment<'a> {
        Attachment::new(Store::Queue(self, Role::Receives), variable, Location::caller())
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// How long a received message is hidden.
    pub const fn visibility_timeout(&self) -> Seconds {
        self.visibility
    }

    /// After how many receives a message goes to the dead-letter queue.
    pub const fn max_receives(&self) -> u16 {
        self.receives
    }

    /// How long a message is kept.
    pub const fn message_retention(&self) -> &Vary<Seconds> {
        &self.retention
    }

    /// Its earlier name.
    pub const fn earlier(&self) -> Option<&'a str> {
        self.was
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// What a service does with a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It sends messages.
    Sends,
    /// It receives and deletes messages.
    Receives,
}

/// A backing service.
#[derive(Clone, Copy, Debug)]
pub enum Store<'a> {
    /// A database.
    Postgres(&'a Postgres<'a>),
    /// A queue, and what the service does with it.
    Queue(&'a Queue<'a>, Role),
    /// A DynamoDB table.
    Table(&'a DynamoTable<'a>),
}

impl<'a> Store<'a> {
    /// Its name.
    pub const fn name(&self) -> &'a str {
        match self {
            Self::Postgres(it) => it.name,
            Self::Queue(it, _) => it.name,
            Self::Table(it) => it.name(),
        }
    }

    /// A hash of its name.
    pub const fn hash(&self) -> u64 {
        match self {
            Self::Postgres(it) => it.hash,
            Self::Queue(it, _) => it.hash,
            Self::Table(it) => it.hash(),
        }
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        match self {
            Self::Postgres(it) => it.at,
            Self::Queue(it, _) => it.at,
            Self::Table(it) => it.at(),
        }
    }

    /// Whether both are the same store: the same kind, name and declaration.
    pub const fn is(&self, other: &Store<'_>) -> bool {
        let same_kind = matches!(
            (self, other),
            (Self::Postgres(_), Store::Postgres(_))
                | (Self::Queue(..), Store::Queue(..))
                | (Self::Table(_), Store::Table(_))
        );
        let (a, b) = (self.at(), other.at());
        same_kind
            && self.hash() == other.hash()
            && a.line() == b.line()
            && a.column() == b.column()
            && text::eq(self.name(), other.name())
            && text::eq(a.file(), b.file())
    }
}

/// A backing service attached to a service.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    store: Store<'a>,
    variable: &'a str,
    hash: u64,
    at: &'static Location<'static>,
}

impl<'a> Attachment<'a> {
    pub(super) const fn new(
        store: Store<'a>,
        variable: &'a str,
        at: &'static Location<'static>,
    ) -> Self {
        Self { store, variable, hash: text::name_hash(variable), at }
    }

    /// A hash of the variable that locates it.
    pub const fn hash(&self) -> u64 {
        self.hash
    }

    /// What is attached.
    pub const fn store(&self) -> &Store<'a> {
        &self.store
    }

    /// The variable that locates it.
    pub const fn variable(&self) -> &'a str {
        self.variable
    }

    /// Where it was attached.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}
