//! Jobs: commands of a service that run at set times.
//!
//! Facts: <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>,
//! <https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html>

use std::panic::Location;

use crate::diag::Message;

use super::knob::{Knob, Scalar, ScalarKind, ScalarValue, Vary};
use super::schedule::{self, Clock};
use super::task::judge;
use super::units::Seconds;

/// A command that EventBridge Scheduler starts, in the image and with the configuration of its
/// service.
///
/// What cannot be started is tried again, and ends in a dead-letter queue that has an alarm. A run
/// that fails after it has started is not repeated; a run that takes longer than the time between
/// two overlaps with the next.
///
/// ```
/// use formwork::prelude::*;
/// const REPORT: Job = Job::scheduled(
///     "nightly-report",
///     same(Schedule::cron("0 3 * * ? *")),
///     &["/app", "report"],
/// )
/// .time_zone("Europe/Amsterdam");
/// assert_eq!(REPORT.schedule().get(0).expression(), "cron(0 3 * * ? *)");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    name: &'a str,
    schedule: Vary<Schedule>,
    command: &'a [&'a str],
    time_zone: &'a str,
    window: Window,
    retries: u8,
    retry_for: Seconds,
    at: &'static Location<'static>,
}

/// When a job's run starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// At the time that the schedule says.
    Exact,
    /// Within so many minutes after it.
    Minutes(u16),
}

impl<'a> Job<'a> {
    /// A job of this name that runs this command at the times of `schedule`. When it runs may differ
    /// between environments, whether it does may not.
    ///
    /// # Panics
    /// If the name is not in kebab case, or the command is empty.
    #[track_caller]
    pub const fn scheduled(
        name: &'a str,
        schedule: Vary<Schedule>,
        command: &'a [&'a str],
    ) -> Self {
        judge(name, command);
        Self {
            name,
            schedule,
            command,
            time_zone: "UTC",
            window: Window::Exact,
            retries: 3,
            retry_for: Seconds(3600),
            at: Location::caller(),
        }
    }

    /// The time zone that a cron expression is read in, by its name in the IANA database; it
    /// follows the clocks there in spring and autumn. Default: `UTC`.
    ///
    /// # Panics
    /// If there is no such time zone.
    #[track_caller]
    pub const fn time_zone(mut self, name: &'a str) -> Self {
        if !schedule::is_time_zone(name) {
            Message::of("there is no time zone ")
                .code(name)
                .text(": write one of the IANA database, as in `Europe/Amsterdam`")
                .panic()
        }
        self.time_zone = name;
        self
    }

    /// Lets a run start up to so many minutes after its time (1 to 1440), so that many jobs do not
    /// start at once. Default: none.
    ///
    /// # Panics
    /// If EventBridge Scheduler has no such window.
    #[track_caller]
    pub const fn window_minutes(mut self, minutes: u16) -> Self {
        if minutes == 0 || minutes > 1440 {
            Message::of("a flexible window has 1 to 1440 minutes, not ")
                .number(minutes as u64)
                .panic()
        }
        self.window = Window::Minutes(minutes);
        self
    }

    /// How often a run that could not be started is tried again (0 to 185), and for how long, in
    /// seconds (60 to 86,400). Default: 3 times within 3600 seconds.
    ///
    /// # Panics
    /// If EventBridge Scheduler does not take it.
    #[track_caller]
    pub const fn retry(mut self, attempts: u8, within: Seconds) -> Self {
        if attempts > 185 || within.0 < 60 || within.0 > 86_400 {
            Message::of(
                "EventBridge Scheduler retries up to 185 times within 60 to 86400 seconds, not ",
            )
            .number(attempts as u64)
            .text(" times within ")
            .number(within.0 as u64)
            .panic()
        }
        self.retries = attempts;
        self.retry_for = within;
        self
    }

    /// Its name.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// When it runs.
    pub const fn schedule(&self) -> &Vary<Schedule> {
        &self.schedule
    }

    /// What it runs.
    pub const fn command(&self) -> &'a [&'a str] {
        self.command
    }

    /// The time zone of its schedule.
    pub const fn zone(&self) -> &'a str {
        self.time_zone
    }

    /// How late a run may start.
    pub const fn window(&self) -> Window {
        self.window
    }

    /// How often a run that could not be started is tried again.
    pub const fn attempts(&self) -> u8 {
        self.retries
    }

    /// For how long a run that could not be started is tried again.
    pub const fn retried_for(&self) -> Seconds {
        self.retry_for
    }

    /// Where it was written.
    pub const fn at(&self) -> &'static Location<'static> {
        self.at
    }
}

/// The longest expression; EventBridge Scheduler takes twice as many characters.
const LONGEST: usize = 128;

/// When something runs, again and again.
#[derive(Clone, Copy)]
pub struct Schedule {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Schedule {
    /// At the times of a cron expression of six fields: minutes, hours, day of month, month, day of
    /// week and year, as in `0 3 * * ? *`. One of the two days is `?`.
    ///
    /// # Panics
    /// If EventBridge Scheduler does not read it, or there is no such day.
    #[track_caller]
    pub const fn cron(fields: &str) -> Self {
        let schedule = Self::new("cron(", fields);
        schedule.judge();
        schedule
    }

    /// Every so often, as in `15 minutes`, `1 hour`, `7 days`, counted from the deployment on.
    ///
    /// # Panics
    /// If EventBridge Scheduler does not read it.
    #[track_caller]
    pub const fn rate(rate: &str) -> Self {
        let schedule = Self::new("rate(", rate);
        schedule.judge();
        schedule
    }

    #[track_caller]
    const fn new(start: &str, inner: &str) -> Self {
        let mut schedule = Self { bytes: [0; LONGEST], len: 0 };
        if start.len() + inner.len() + 1 > LONGEST {
            Message::of("a schedule has at most ")
                .number(LONGEST as u64)
                .text(" characters, not ")
                .number((start.len() + inner.len() + 1) as u64)
                .panic()
        }
        schedule.push(start);
        schedule.push(inner);
        schedule.push(")");
        schedule
    }

    const fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self.bytes[self.len] = bytes[i];
            self.len += 1;
            i += 1;
        }
    }

    #[track_caller]
    const fn judge(&self) {
        let expression = self.expression();
        if let Some(refusal) = schedule::refusal(Clock::Scheduler, expression) {
            let mut buffer = crate::diag::Buffer::<1024>::new();
            buffer.message(&refusal.message);
            buffer.text(": ");
            buffer.message(&refusal.help);
            buffer.panic()
        }
        if schedule::never_fires(expression) {
            Message::new()
                .code(expression)
                .text(
                    " never fires, as there is no such day: write `L` for the last day of a month",
                )
                .panic()
        }
    }

    /// It, as EventBridge Scheduler reads it: `cron(0 3 * * ? *)`.
    pub const fn expression(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => panic!("a schedule is made of whole texts: a bug in formwork"),
        }
    }
}

impl std::fmt::Debug for Schedule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.expression())
    }
}

impl Knob for Schedule {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "expression", kind: ScalarKind::Text, class: "schedule" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Text(self.expression())
    }
}
