//! `describe`: the description as a document.

use crate::spec::App;

use super::{CLEAN, Io, Stop};

pub(super) fn command(app: &App<'_>, io: &mut Io<'_>) -> Result<u8, Stop> {
    let _ = app;
    writeln!(io.out, "{{}}")?;
    Ok(CLEAN)
}
