//! The entry points: [`App::verified`] for the compiler, [`App::check`] for run time.

use crate::diag::Diagnostic;
use crate::spec::{App, Service};

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
