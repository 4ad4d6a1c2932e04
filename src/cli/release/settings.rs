//! Where the ledger is, and how far environments may be apart.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::lint::settings::{above, configuration};
use crate::lint::config;
use crate::release::gap::Limits;

use super::arguments::{Common, List};

/// The ledger's name, unless another one is given.
const NAME: &str = "formwork.releases.jsonl";

/// What formwork.toml says of releases, with its folder.
fn configured() -> Result<(config::Release, PathBuf), Failure> {
    let working = std::env::current_dir()
        .map_err(|error| Failure::new("no working folder").why(error.to_string()))?;
    let Some(file) = above(&working) else { return Ok(Default::default()) };
    let folder = file.parent().unwrap_or(Path::new(""));
    let folder = if folder == working { PathBuf::new() } else { folder.to_owned() };
    Ok((configuration(&file)?.release, folder))
}

/// The ledger that is meant.
pub(super) fn ledger(common: &Common) -> Result<PathBuf, Failure> {
    ledger_or(common.ledger.as_deref())
}

/// The ledger at a path, or where it usually is.
pub(super) fn ledger_or(given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(ledger) = given {
        return Ok(ledger.to_owned());
    }
    let (settings, folder) = configured()?;
    Ok(settings.ledger.map_or_else(|| PathBuf::from(NAME), |it| folder.join(it)))
}

/// How far environments may be apart.
pub(super) fn limits(arguments: &List) -> Result<Limits, Failure> {
    let (settings, _) = configured()?;
    let Limits { days, releases } = Limits::default();
    let days = arguments.max_days.or(settings.max_days).unwrap_or(days);
    let releases = arguments.max_releases.or(settings.max_releases).unwrap_or(releases);
    Ok(Limits { days, releases })
}
