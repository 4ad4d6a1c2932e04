//! Why a command could not run: what, why, and what to do.

use std::fmt::Write as _;

use super::terminal::Terminal;

/// A reason not to go on. Findings are no failure.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What is wrong, with the value.
    what: String,
    /// Why, if that is not plain.
    why: Option<String>,
    /// What to do.
    help: Vec<String>,
}

impl Failure {
    /// A failure that says what is wrong.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), why: None, help: Vec::new() }
    }

    /// Why it is so.
    pub(crate) fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// What to do; a second call adds another way out.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// As text, in the form of a finding.
    pub(crate) fn render(&self, terminal: Terminal) -> String {
        let (red, blue, bold, reset) = match terminal {
            Terminal::Colour => ("\x1b[1;91m", "\x1b[1;94m", "\x1b[1m", "\x1b[0m"),
            Terminal::Plain => ("", "", "", ""),
        };
        let mut text = format!("{red}error{reset}{bold}: {}{reset}\n", self.what);
        let why = self.why.iter().map(|it| ("why", it));
        let help = self.help.iter().map(|it| ("help", it));
        for (label, line) in why.chain(help) {
            // Lines after the first stand under the text, not under the label.
            let line = line.replace('\n', &format!("\n  {:width$}  ", "", width = label.len()));
            let _ = writeln!(text, "  {blue}{label}{reset}: {line}");
        }
        text
    }
}
