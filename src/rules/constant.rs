//! The walk of the compiler: every rule of severity error, in loops, into a fixed buffer.
//!
//! At most 16 findings are told, and how many there are beyond them.

use crate::diag::{Buffer, Severity};
use crate::spec::App;

use super::finding::Finding;
use super::{no_health_check, plaintext_secret_env};

/// How many findings one compile error tells.
const MOST: u32 = 16;

/// Findings of the compiler's walk.
pub(crate) struct Findings<'i, 'a> {
    app: &'i App<'a>,
    text: Buffer<8192>,
    count: u32,
}

impl<'i, 'a> Findings<'i, 'a> {
    const fn new(app: &'i App<'a>) -> Self {
        Self { app, text: Buffer::new(), count: 0 }
    }

    /// Adds a finding if there is one, it is an error, and no waiver covers it.
    pub(crate) const fn add(&mut self, finding: Option<Finding<'a>>) {
        let Some(finding) = finding else { return };
        if !matches!(finding.rule.severity, Severity::Error) || finding.waiver(self.app).is_some() {
            return;
        }
        self.count += 1;
        if self.count <= MOST {
            self.tell(&finding);
        }
    }

    const fn tell(&mut self, finding: &Finding<'a>) {
        let text = &mut self.text;
        text.text("\n  ");
        text.text(finding.rule.id);
        text.text(" ");
        text.text(finding.at.file());
        text.text(":");
        text.number(finding.at.line() as u64);
        text.text(" ");
        text.message(&finding.message);
        text.text("; ");
        text.message(&finding.help);
        if let Some(numeral) = finding.rule.factor.numeral() {
            text.text(" (factor ");
            text.text(numeral);
            text.text(")");
        }
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> u32 {
        self.count
    }

    /// Fails compilation with what was found.
    #[track_caller]
    pub(crate) const fn panic(mut self) -> ! {
        if self.count > MOST {
            self.text.text("\n  and ");
            self.text.number((self.count - MOST) as u64);
            self.text.text(" more; run `check` to see them all");
        }
        self.text.panic()
    }
}

/// Judges an app by every rule of severity error.
pub(crate) const fn walk<'i, 'a>(app: &'i App<'a>) -> Findings<'i, 'a> {
    let mut findings = Findings::new(app);
    let mut s = 0;
    while s < app.service_count() {
        let service = app.service_at(s);
        findings.add(no_health_check::judge(app, service));
        let variables = service.variables();
        let mut v = 0;
        while v < variables.len() {
            findings.add(plaintext_secret_env::judge(app, service, &variables[v]));
            v += 1;
        }
        s += 1;
    }
    findings
}
