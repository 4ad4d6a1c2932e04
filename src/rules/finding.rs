//! What a rule reports about a description.

use std::panic::Location;

use crate::diag::{Diagnostic, Message, Span};
use crate::spec::{App, text};

use super::Rule;

/// A finding of a rule, made of borrowed parts so that the compiler can report it too.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// The culprit.
    pub place: Place<'a>,
    /// What is wrong, with the value.
    pub message: Message<'a>,
    /// What to do.
    pub help: Message<'a>,
    /// Where the culprit was written.
    pub at: &'static Location<'static>,
    /// The environment it concerns, by index; `None` for all.
    pub environment: Option<usize>,
}

/// The path of a culprit: up to three names, as in `orders/env/SESSION_KEY`.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a>(pub &'a str, pub &'a str, pub &'a str);

impl<'a> Place<'a> {
    /// A service, store or contract.
    pub const fn of(name: &'a str) -> Self {
        Self(name, "", "")
    }

    /// A part of it.
    pub const fn part(name: &'a str, part: &'a str) -> Self {
        Self(name, part, "")
    }

    /// Whether `path` names this place, or a place around it.
    pub const fn is_in(&self, path: &str) -> bool {
        let rest = path.as_bytes();
        let mut position = 0;
        let parts = [self.0, self.1, self.2];
        let mut i = 0;
        while i < 3 {
            if parts[i].is_empty() {
                return false;
            }
            if !text::matches_at(rest, position, parts[i]) {
                return false;
            }
            position += parts[i].len();
            if position == rest.len() {
                return true;
            }
            if rest[position] != b'/' {
                return false;
            }
            position += 1;
            i += 1;
        }
        false
    }
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)?;
        [self.1, self.2]
            .iter()
            .filter(|part| !part.is_empty())
            .try_for_each(|part| write!(f, "/{part}"))
    }
}

impl<'a> Finding<'a> {
    /// A finding that concerns every environment.
    pub const fn new(
        rule: &'static Rule,
        place: Place<'a>,
        at: &'static Location<'static>,
        message: Message<'a>,
        help: Message<'a>,
    ) -> Self {
        Self { rule, place, message, help, at, environment: None }
    }

    /// Says that it concerns one environment.
    pub const fn in_environment(mut self, index: usize) -> Self {
        self.environment = Some(index);
        self
    }

    /// Whether a waiver of the app covers it. Whether that waiver is over is judged elsewhere: the
    /// compiler has no clock.
    pub const fn waiver(&self, app: &App<'_>) -> Option<usize> {
        let waivers = app.waiver_list();
        let mut i = 0;
        while i < waivers.len() {
            let waiver = &waivers[i];
            if self.rule.waivable
                && text::eq(waiver.rule(), self.rule.id)
                && self.place.is_in(waiver.place())
                && self.is_in_one_of(app, waiver.environments())
            {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    const fn is_in_one_of(&self, app: &App<'_>, environments: &[&str]) -> bool {
        let Some(index) = self.environment else { return environments.is_empty() };
        let mut i = 0;
        while i < environments.len() {
            if text::eq(environments[i], app.environments()[index].name()) {
                return true;
            }
            i += 1;
        }
        environments.is_empty()
    }

    /// The finding as plain data.
    pub fn to_diagnostic(&self, app: &App<'_>) -> Diagnostic {
        Diagnostic {
            rule: self.rule.id,
            name: self.rule.name,
            severity: self.rule.severity,
            factor: self.rule.factor,
            path: self.place.to_string(),
            message: self.message.to_string(),
            why: self.rule.why,
            help: self.help.to_string(),
            span: Some(Span::from(self.at)),
            related: Vec::new(),
            environments: self
                .environment
                .map(|index| app.environments()[index].name().to_owned())
                .into_iter()
                .collect(),
        }
    }
}
