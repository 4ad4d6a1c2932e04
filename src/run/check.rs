//! `check`: the findings of all rules, judged on a day.

use crate::diag::Severity;
use crate::exchange::Finding;
use crate::report::text;
use crate::spec::App;

use super::arguments::Format;
use super::{CLEAN, FINDINGS, Io, Stop};

/// Prints the findings; errors and warnings count, notes do not.
pub(super) fn command(
    app: &App<'_>,
    today: Option<String>,
    format: Format,
    io: &mut Io<'_>,
) -> Result<u8, Stop> {
    let today = today.unwrap_or_else(io.today);
    let found = app.check_on(Some(&today));
    match format {
        Format::Json => {
            let findings: Vec<_> = found.iter().map(Finding::from).collect();
            io.out.write_all(&crate::exchange::to_file(&findings))?;
        }
        Format::Text => {
            text::write(io.out, &found)?;
            text::summary(io.err, &found)?;
        }
    }
    let counts = found.iter().any(|finding| finding.severity > Severity::Info);
    Ok(if counts { FINDINGS } else { CLEAN })
}
