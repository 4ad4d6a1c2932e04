//! What can be typed behind `formwork release`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::arguments::{Cargo, FormatFlag, date};
use crate::release::time::seconds;
use crate::release::{is_pinned, is_release_id};

/// A command of `release`.
#[derive(Debug, Subcommand)]
pub(crate) enum Release {
    /// Record a new release in the first environment, and complete its parameter files
    Record(Record),
    /// Take a release from one environment to the next: its images and templates, as they are
    Promote(Promote),
    /// Take an environment back to a release that ran there
    Rollback(Rollback),
    /// Print what runs where, and every entry of the ledger
    List(List),
    /// Print a release: its images, its templates, and where it ran
    Show(Show),
    /// Check that nobody changed the ledger
    Verify(Verify),
}

/// The ledger, and how to answer.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// The release ledger [default: formwork.releases.jsonl, or `release.ledger` of formwork.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) format: FormatFlag,
}

/// What every command that adds an entry takes.
#[derive(Args, Debug)]
pub(crate) struct Adding {
    /// The folder that `synth --out` wrote
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// A release of this service alone, with its own stacks [default: of the whole app]
    #[arg(long, value_name = "NAME")]
    pub(crate) service: Option<String>,
    /// The time of the entry, as in `2026-12-15T09:30:00Z` [default: now]
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) at: Option<String>,
}

/// Arguments of `release record`.
#[derive(Args, Debug)]
pub(crate) struct Record {
    /// The image of a service, pinned by digest; repeated for each service
    #[arg(long, value_name = "NAME=REF", value_parser = image)]
    pub(crate) image: Vec<(String, String)>,
    /// Services without `--image` keep the image they have in the first environment
    #[arg(long)]
    pub(crate) keep: bool,
    /// The identifier of the release [default: `r1`, `r2`, and so on]
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) release: Option<String>,
    /// The commit that the templates are from [default: that of `git rev-parse HEAD`]
    #[arg(long, value_name = "SHA", value_parser = commit)]
    pub(crate) commit: Option<String>,
    #[command(flatten)]
    pub(crate) adding: Adding,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Arguments of `release promote`.
#[derive(Args, Debug)]
pub(crate) struct Promote {
    /// The environment that has run the release
    #[arg(long, value_name = "ENV")]
    pub(crate) from: String,
    /// The environment after it
    #[arg(long, value_name = "ENV")]
    pub(crate) to: String,
    /// Promote this release [default: the one that runs in the first of the two]
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) release: Option<String>,
    #[command(flatten)]
    pub(crate) adding: Adding,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Arguments of `release rollback`.
#[derive(Args, Debug)]
pub(crate) struct Rollback {
    /// The release to go back to
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) to: String,
    /// The environment
    #[arg(long, value_name = "ENV")]
    pub(crate) env: String,
    /// Take the folder as it is, instead of writing it anew with the crate's `synth`
    #[arg(long)]
    pub(crate) no_synth: bool,
    /// Take the parameters as they are now, even if they are not those recorded
    #[arg(long)]
    pub(crate) current_parameters: bool,
    /// `synth` takes identities from here [default: formwork.lock]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["no_lock", "no_synth"])]
    pub(crate) lock: Option<PathBuf>,
    /// `synth` uses no lock
    #[arg(long, conflicts_with = "no_synth")]
    pub(crate) no_lock: bool,
    #[command(flatten)]
    pub(crate) adding: Adding,
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(flatten)]
    pub(crate) cargo: Cargo,
}

/// Arguments of `release list`.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Report environments that are too far behind, and end with exit code 1 if there are any
    #[arg(long)]
    pub(crate) gap: bool,
    /// Days that an environment may be behind the one before it [default: 7]
    #[arg(long, value_name = "DAYS", requires = "gap")]
    pub(crate) max_days: Option<u64>,
    /// Releases that an environment may be behind the one before it [default: 10]
    #[arg(long, value_name = "NUMBER", requires = "gap")]
    pub(crate) max_releases: Option<u64>,
    /// Count days until this date or time, as in `2026-12-15` [default: now]
    #[arg(long, value_name = "TIME", value_parser = date_or_time)]
    pub(crate) at: Option<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Arguments of `release show`.
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The release
    #[arg(value_name = "ID")]
    pub(crate) release: String,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Arguments of `release verify`.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// Also check that the ledger still has the entry with this hash, as an earlier command printed
    #[arg(long, value_name = "HASH", value_parser = hash)]
    pub(crate) head: Option<String>,
    /// Complete the last line, or take it away, if its writer was stopped
    #[arg(long)]
    pub(crate) mend: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

fn time(text: &str) -> Result<String, &'static str> {
    seconds(text).map(|_| text.to_owned()).ok_or("write a time in UTC, as in 2026-12-15T09:30:00Z")
}

fn date_or_time(text: &str) -> Result<String, &'static str> {
    match date(text) {
        Ok(date) => Ok(format!("{date}T00:00:00Z")),
        Err(_) => time(text),
    }
}

fn image(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once('=') {
        Some((name, image)) if !name.is_empty() && is_pinned(image) => {
            Ok((name.to_owned(), image.to_owned()))
        }
        Some(_) => Err("it is not pinned by digest: write `orders=<repository>@sha256:<64 \
                        hexadecimal digits>`; a tag can move, a digest cannot"),
        None => Err("it names no service: write `orders=<repository>@sha256:<digest>`"),
    }
}

fn id(text: &str) -> Result<String, &'static str> {
    is_release_id(text).then(|| text.to_owned()).ok_or(
        "use 1 to 64 letters, digits, dots, underscores and hyphens, as in `r42` or `2026-12-15.1`",
    )
}

/// The commit of a release: what `git rev-parse` prints, or an abbreviation.
pub(super) fn commit(text: &str) -> Result<String, &'static str> {
    let is_hash = (7..=64).contains(&text.len()) && text.bytes().all(is_hexadecimal);
    is_hash.then(|| text.to_owned()).ok_or("write 7 to 64 hexadecimal digits in lower case")
}

fn hash(text: &str) -> Result<String, &'static str> {
    let is_hash = text.len() == 64 && text.bytes().all(is_hexadecimal);
    is_hash.then(|| text.to_owned()).ok_or("a hash has 64 hexadecimal digits in lower case")
}

fn is_hexadecimal(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)
}
