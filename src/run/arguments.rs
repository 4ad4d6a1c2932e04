//! The command line: what may be said, and what is said instead of what may not.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use crate::backend::Release;
use crate::backend::cloudformation::ParametersFormat;
use crate::ir::Dialect;
use crate::release::{is_pinned, is_release_id};
use crate::spec::waiver::day_number;

use super::Failure;
use crate::diag::nearest;

/// What `--help` prints.
pub(super) const HELP: &str = "\
Usage: <program> <command> [options]

Commands:
  synth      Write CloudFormation templates and Terraform roots
  check      Print the findings of all rules
  describe   Print the description as JSON, for other tools

Options of `synth`:
  --out DIR                  Write to this folder, all or nothing
  --check                    Write nothing; list what would change in DIR
  --target BACKEND           Only `cloudformation` or `terraform`; the other stays as it is
  --env NAME                 Print the templates as they read in this environment, as JSON
  --resolved                 Also write DIR/resolved/<environment>/<stack>.template.json
  --lock FILE                Identities are recorded here [default: formwork.lock]
  --locked                   Fail if the lock would change
  --no-lock                  Use no lock, for output that is thrown away
  --image NAME=REF           Image of a service, pinned by digest; may be repeated
  --release ID               Identifier of the release
  --parameters-format FORM   `configuration` (CodePipeline, `deploy`) or `cli` (`create-stack`)

Options of `check`:
  --today DATE               Judge waivers by this date [default: today]
  --format FORM              `text` or `json`

  -h, --help                 Print help
  -V, --version              Print the version

Exit codes: 0 all is well, 1 findings or differences, 2 could not run.
";

const COMMANDS: [&str; 3] = ["synth", "check", "describe"];

/// What is to be done.
#[derive(Debug)]
pub(super) enum Command {
    Synth(Box<Synth>),
    Check { today: Option<String>, format: Format },
    Describe,
    Help,
    Version,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
}

/// Options of `synth`.
#[derive(Clone, Debug, Default)]
pub(super) struct Synth {
    /// The folder that is written.
    pub(super) out: Option<PathBuf>,
    /// Whether nothing is written, and differences are listed.
    pub(super) check: bool,
    /// The back end that is written; both if there is none.
    pub(super) target: Option<Dialect>,
    /// The environment whose resolved templates are printed or written.
    pub(super) environment: Option<String>,
    /// Whether resolved templates are written.
    pub(super) resolved: bool,
    /// Where identities are recorded.
    pub(super) lock: LockUse,
    /// What is given for deployment.
    pub(super) release: Release,
    /// The form of parameter files.
    pub(super) parameters: ParametersFormat,
}

/// What happens to `formwork.lock`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::run) enum LockUse {
    /// It is read and written.
    Kept(PathBuf),
    /// It is read, and may not change.
    Locked(PathBuf),
    /// There is none.
    None,
}

impl Default for LockUse {
    fn default() -> Self {
        Self::Kept(PathBuf::from("formwork.lock"))
    }
}

/// Reads the command line.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Failure> {
    let mut parser = Parser::from_args(arguments);
    match parser.next().map_err(|error| usage(&error.to_string()))? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help),
        Some(Arg::Short('V') | Arg::Long("version")) => Ok(Command::Version),
        Some(Arg::Value(name)) => match name.to_str() {
            Some("synth") => synth(&mut parser),
            Some("check") => check(&mut parser),
            Some("describe") => describe(&mut parser),
            Some("help") => Ok(Command::Help),
            _ => Err(unknown("command", &name.to_string_lossy(), &COMMANDS)),
        },
        Some(other) => Err(unknown_option(&other, &["--help", "--version"])),
    }
}

const SYNTH_OPTIONS: [&str; 12] = [
    "--out",
    "--check",
    "--target",
    "--env",
    "--resolved",
    "--lock",
    "--locked",
    "--no-lock",
    "--image",
    "--release",
    "--parameters-format",
    "--help",
];

fn synth(parser: &mut Parser) -> Result<Command, Failure> {
    let mut options = Synth::default();
    let (mut lock, mut locked, mut none) = (None, false, false);
    while let Some(argument) = next(parser)? {
        match argument {
            Arg::Long("out") => options.out = Some(PathBuf::from(value(parser, "--out")?)),
            Arg::Long("check") => options.check = true,
            Arg::Long("target") => options.target = Some(target(&text(parser, "--target")?)?),
            Arg::Long("env") => options.environment = Some(text(parser, "--env")?),
            Arg::Long("resolved") => options.resolved = true,
            Arg::Long("lock") => lock = Some(PathBuf::from(value(parser, "--lock")?)),
            Arg::Long("locked") => locked = true,
            Arg::Long("no-lock") => none = true,
            Arg::Long("image") => {
                let (name, image) = image(&text(parser, "--image")?)?;
                options.release.images.insert(name, image);
            }
            Arg::Long("release") => options.release.id = Some(release(text(parser, "--release")?)?),
            Arg::Long("parameters-format") => {
                options.parameters = parameters(&text(parser, "--parameters-format")?)?;
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(unknown_option(&other, &SYNTH_OPTIONS)),
        }
    }
    if none && (locked || lock.is_some()) {
        let message = "`--no-lock` takes neither `--lock` nor `--locked`";
        return Err(Failure::new(message, "keep one of them"));
    }
    let file = lock.unwrap_or_else(|| PathBuf::from("formwork.lock"));
    options.lock = match (none, locked) {
        (true, _) => LockUse::None,
        (false, true) => LockUse::Locked(file),
        (false, false) => LockUse::Kept(file),
    };
    complete(&options)?;
    Ok(Command::Synth(Box::new(options)))
}

/// Whether the options say enough, and nothing that does not go together.
fn complete(options: &Synth) -> Result<(), Failure> {
    let Synth { out, check, environment, resolved, .. } = options;
    let wrong = match (out, environment) {
        (None, None) => Some((
            "`synth` does not know where to write",
            "say `--out DIR`, as in `synth --out infra`, or `--env NAME` to print",
        )),
        (None, Some(_)) if *check || *resolved => Some((
            "`--check` and `--resolved` are about a folder, and there is none",
            "say `--out DIR`",
        )),
        (Some(_), Some(_)) if !resolved => Some((
            "`--env` prints one environment, and `--out` writes all of them",
            "leave one of them out; with `--resolved` both go together",
        )),
        _ => None,
    };
    wrong.map_or(Ok(()), |(message, help)| Err(Failure::new(message, help)))
}

fn check(parser: &mut Parser) -> Result<Command, Failure> {
    let (mut today, mut format) = (None, Format::Text);
    while let Some(argument) = next(parser)? {
        match argument {
            Arg::Long("today") => {
                let date = text(parser, "--today")?;
                if day_number(&date).is_none() {
                    let message = format!("`{date}` is no date");
                    return Err(Failure::new(message, "write it as in `2026-12-15`"));
                }
                today = Some(date);
            }
            Arg::Long("format") => {
                let given = text(parser, "--format")?;
                format = match given.as_str() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    _ => return Err(unknown("format", &given, &["text", "json"])),
                };
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(unknown_option(&other, &["--today", "--format", "--help"])),
        }
    }
    Ok(Command::Check { today, format })
}

fn describe(parser: &mut Parser) -> Result<Command, Failure> {
    match next(parser)? {
        None => Ok(Command::Describe),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help),
        Some(other) => Err(unknown_option(&other, &["--help"])),
    }
}

fn target(name: &str) -> Result<Dialect, Failure> {
    match name {
        "cloudformation" => Ok(Dialect::CloudFormation),
        "terraform" => Ok(Dialect::Terraform),
        _ => Err(unknown("back end", name, &["cloudformation", "terraform"])),
    }
}

fn parameters(name: &str) -> Result<ParametersFormat, Failure> {
    match name {
        "configuration" => Ok(ParametersFormat::Configuration),
        "cli" => Ok(ParametersFormat::Cli),
        _ => Err(unknown("form of parameter files", name, &["configuration", "cli"])),
    }
}

fn image(given: &str) -> Result<(String, String), Failure> {
    let help = "write `--image orders=<repository>@sha256:<64 hexadecimal digits>`: a tag can move, \
                a digest cannot";
    match given.split_once('=') {
        Some((name, image)) if !name.is_empty() && is_pinned(image) => {
            Ok((name.to_owned(), image.to_owned()))
        }
        Some((_, image)) => Err(Failure::new(format!("`{image}` is not pinned by digest"), help)),
        None => Err(Failure::new(format!("`{given}` names no service"), help)),
    }
}

fn release(id: String) -> Result<String, Failure> {
    if is_release_id(&id) {
        return Ok(id);
    }
    let help = "use 1 to 64 letters, digits, dots, underscores and hyphens, as in `2026-12-15.1`";
    Err(Failure::new(format!("`{id}` is no identifier of a release"), help))
}

fn next(parser: &mut Parser) -> Result<Option<Arg<'_>>, Failure> {
    parser.next().map_err(|error| usage(&error.to_string()))
}

fn value(parser: &mut Parser, option: &str) -> Result<OsString, Failure> {
    parser.value().map_err(|_| usage(&format!("`{option}` needs a value")))
}

fn text(parser: &mut Parser, option: &str) -> Result<String, Failure> {
    let value = value(parser, option)?;
    value.string().map_err(|_| usage(&format!("the value of `{option}` is no UTF-8 text")))
}

fn usage(message: &str) -> Failure {
    Failure::new(message, "`--help` lists the commands and their options")
}

fn unknown_option(argument: &Arg<'_>, known: &[&str]) -> Failure {
    let given = match argument {
        Arg::Short(letter) => format!("-{letter}"),
        Arg::Long(name) => format!("--{name}"),
        Arg::Value(value) => {
            return usage(&format!("`{}` is one word too many", value.to_string_lossy()));
        }
    };
    unknown("option", &given, known)
}

/// Says what is not known, and what may have been meant.
pub(super) fn unknown(what: &str, given: &str, known: &[&str]) -> Failure {
    let help = if let Some(near) = nearest(given, known.iter().copied()) {
        format!("did you mean `{near}`?")
    } else {
        let known: Vec<_> = known.iter().map(|it| format!("`{it}`")).collect();
        format!("there is {}", known.join(", "))
    };
    Failure::new(format!("there is no {what} `{given}`"), help)
}

/// Images of services that the app does not have.
pub(super) fn unknown_images(
    images: &BTreeMap<String, String>,
    services: &[&str],
) -> Result<(), Failure> {
    match images.keys().find(|name| !services.contains(&name.as_str())) {
        Some(name) => Err(unknown("service", name, services)),
        None => Ok(()),
    }
}
