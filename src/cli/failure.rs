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

/// Names in backticks, as in `a`, `b` and `c`.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let quoted: Vec<_> = names.into_iter().map(|it| format!("`{it}`")).collect();
    match quoted.as_slice() {
        [] => "none".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(list([]), "none");
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
    }

    #[test]
    fn lines_stand_under_their_text() {
        let failure = Failure::new("this").why("one\ntwo").help("do it");
        assert_eq!(
            failure.render(Terminal::Plain),
            "error: this\n  why: one\n       two\n  help: do it\n"
        );
        assert!(failure.render(Terminal::Colour).contains("\x1b[1m: this\x1b[0m"));
    }
}
