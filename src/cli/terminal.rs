//! Where output goes, and whether it may have colours.

use std::io::{self, IsTerminal, Write};

use crate::report::pretty::Colour;

/// What the reader of a stream can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terminal {
    /// A terminal with colours.
    Colour,
    /// Text alone: a file, a pipe, or a terminal whose user wants none.
    Plain,
}

impl Terminal {
    /// What stands behind stdout.
    pub(crate) fn stdout() -> Self {
        Self::of(io::stdout().is_terminal())
    }

    /// What stands behind stderr.
    pub(crate) fn stderr() -> Self {
        Self::of(io::stderr().is_terminal())
    }

    /// As findings are rendered for it.
    pub(crate) fn colour(self) -> Colour {
        match self {
            Self::Colour => Colour::On,
            Self::Plain => Colour::Off,
        }
    }

    /// See <https://no-color.org>: any value but the empty one turns colours off.
    fn of(is_terminal: bool) -> Self {
        let unwanted = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let incapable = variable("TERM").is_some_and(|value| value == "dumb");
        if is_terminal && !unwanted && !incapable { Self::Colour } else { Self::Plain }
    }
}

/// A variable of the environment. It may change how output looks, never what it says.
pub(crate) fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}

/// Writes data to stdout.
pub(crate) fn print(data: &str) -> io::Result<()> {
    write(&mut io::stdout().lock(), data)
}

/// Writes talk to stderr. Whether anybody listens changes nothing.
pub(crate) fn talk(text: &str) {
    let _ = write(&mut io::stderr().lock(), text);
}

/// A reader that has seen enough (`formwork explain | head`) closes the pipe. That is no failure:
/// the verdict alone decides the exit code.
fn write(stream: &mut dyn Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
