//! The entry points: [`App::verified`] for the compiler, [`App::check`] for run time.

use crate::diag::Diagnostic;
use crate::spec::{App, MAX_ENVIRONMENTS, Purpose, Service};

use super::check::{self, Index};
use super::constant;

impl<'a> App<'a> {
    /// The app itself, if no rule of severity error finds anything; otherwise it does not compile.
    ///
    /// # Panics
    /// With every finding (at most 16, and how many more), each with its rule, file and line.
    #[track_caller]
    pub const fn verified(self) -> Self {
        let findings = constant::walk(&self);
        if findings.count() > 0 {
            findings.panic()
        }
        self
    }

    /// Every finding of every rule, for descriptions built at run time. Waivers are not judged by
    /// date.
    pub fn check(&self) -> Vec<Diagnostic> {
        self.check_on(None)
    }

    /// Every finding of every rule; waivers are judged on `today`, a date as in `2026-12-15`.
    pub fn check_on(&self, today: Option<&str>) -> Vec<Diagnostic> {
        let index = Index::new(self, today);
        let mut found: Vec<_> = check::walk(&index).standing;
        found.sort_by_key(|it| (it.at.file(), it.at.line(), it.at.column(), it.rule.id));
        found.iter().map(|finding| finding.to_diagnostic(self)).collect()
    }

    /// What is found when a waiver is over, each with the last day of that waiver.
    pub fn expiring(&self) -> Vec<(&'a str, Diagnostic)> {
        let finding = |it| crate::rules::waivers::expired_waiver::expired(it).to_diagnostic(self);
        self.waiver_list().iter().map(|it| (it.period().until(), finding(it))).collect()
    }

    /// What the compiler would find, one line each, and how many there are: for tests that compare
    /// it with [`check`](Self::check).
    #[doc(hidden)]
    pub fn const_findings(&self) -> (u32, Vec<String>) {
        let findings = constant::walk(self);
        let lines = findings.text().lines().map(str::trim).filter(|line| !line.is_empty());
        (findings.count(), lines.map(str::to_owned).collect())
    }

    /// What [`check`](Self::check) finds of severity error, in the words of the compiler.
    #[doc(hidden)]
    pub fn error_lines(&self) -> Vec<String> {
        let index = Index::new(self, None);
        let standing = check::walk(&index).standing;
        standing.iter().filter_map(constant::line).collect()
    }

    /// How many environments rules look at: all of them, or the most there can be.
    pub const fn environment_count(&self) -> usize {
        let count = self.environments().len();
        if count > MAX_ENVIRONMENTS { MAX_ENVIRONMENTS } else { count }
    }

    /// Whether the environment at `index` is for production.
    pub const fn is_production(&self, index: usize) -> bool {
        matches!(self.environments()[index].purpose(), Purpose::Production)
    }

    /// Whether releases are verified in the environment at `index`.
    pub const fn is_verification(&self, index: usize) -> bool {
        matches!(self.environments()[index].purpose(), Purpose::Verification)
    }

    /// The first environment for production.
    pub const fn production(&self) -> Option<usize> {
        let mut i = 0;
        while i < self.environment_count() {
            if self.is_production(i) {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    /// How many services it has, with those of its modules.
    pub const fn service_count(&self) -> usize {
        let mut count = self.service_list().len();
        let modules = self.module_list();
        let mut i = 0;
        while i < modules.len() {
            count += modules[i].services.len();
            i += 1;
        }
        count
    }

    /// The service at `index`: its own first, then those of its modules.
    pub const fn service_at(&self, index: usize) -> &'a Service<'a> {
        let own = self.service_list();
        if index < own.len() {
            return own[index];
        }
        let (mut index, modules) = (index - own.len(), self.module_list());
        let mut i = 0;
        while index >= modules[i].services.len() {
            index -= modules[i].services.len();
            i += 1;
        }
        modules[i].services[index]
    }
}
