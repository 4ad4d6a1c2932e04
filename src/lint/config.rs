//! `formwork.toml`: settings that a team shares.
//!
//! What the command line says counts instead: `--select` replaces `select` and `ignore`, `--ignore`
//! adds to them. Patterns and the baseline are relative to the file's folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::nearest;
use crate::exchange::finding::Severity;

/// The name of the file.
pub const NAME: &str = "formwork.toml";

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Settings of `formwork lint`
    pub lint: Lint,
    /// Settings of `formwork parity`
    pub parity: Parity,
    /// Settings of `formwork release`
    pub release: Release,
}

/// Settings of `formwork release`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Release {
    /// The release ledger, instead of `formwork.releases.jsonl`; relative to this file
    pub ledger: Option<PathBuf>,
    /// Days that an environment may be behind the one before it, instead of 7
    pub max_days: Option<u64>,
    /// Releases that an environment may be behind the one before it, instead of 10
    pub max_releases: Option<u64>,
}

/// Settings of `formwork parity`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Parity {
    /// Environments, from the first that a release reaches to the last
    pub order: Vec<String>,
    /// What each environment is made of: `PATH[:VALUES]…`, as behind `--env NAME=`; a `*` in a path
    /// stands for any part of a name
    pub environments: BTreeMap<String, Vec<String>>,
    /// Differences that are allowed for a while
    pub allow: Vec<AllowedDifference>,
}

/// A difference that is allowed for a while
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AllowedDifference {
    /// The path of the difference, or of the resource or object around it
    pub path: String,
    /// The rule that finds it, by its id or name
    pub rule: String,
    /// The environments that may deviate; all, if it is empty
    #[serde(default)]
    pub envs: Vec<String>,
    /// Why it is allowed
    pub reason: String,
    /// Who answers for it
    pub owner: String,
    /// The last day on which it is allowed, as in `2027-01-31`
    pub until: String,
}

/// Settings of `formwork lint`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lint {
    /// Rules that are run: ids, starts of ids, names, `all`, or `default` for the default ones
    pub select: Vec<String>,
    /// Rules that are not run
    pub ignore: Vec<String>,
    /// Files and folders that are not judged unless they are named, as patterns of `.gitignore`
    pub exclude: Vec<String>,
    /// Findings that do not count, as `--write-baseline` wrote them
    pub baseline: Option<PathBuf>,
    /// How bad findings must be to end with exit code 1: `error`, `warning` or `info`
    pub fail_on: Option<Severity>,
    /// How bad findings of a rule are, by the rule's id or name
    pub severity: BTreeMap<String, Severity>,
    /// Rules that are not run on some files, by patterns of `.gitignore`
    pub per_file_ignores: BTreeMap<String, Vec<String>>,
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1, if it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What may have been meant.
    pub help: Option<String>,
}

/// Reads the text of a file.
///
/// # Errors
/// If it is no TOML, or has an unknown key or an odd value.
pub fn parse(text: &str) -> Result<Config, Malformed> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let message = error.message().trim_end().to_owned();
        Malformed {
            line: before.map(|before| before.matches('\n').count() + 1),
            help: meant(&message),
            message,
        }
    })
}

/// What was meant by an unknown key or word. serde says it in backticks, then what it knows:
/// ``unknown field `selct`, expected one of `select`, `ignore` ``.
fn meant(message: &str) -> Option<String> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let word = quoted.next().filter(|_| message.starts_with("unknown"))?;
    nearest(word, quoted).map(|meant| format!("did you mean `{meant}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let text = "[lint]\nselect = ['default', 'FW0902']\nfail-on = 'error'\n\
                    [lint.severity]\nFW0201 = 'info'\n\
                    [lint.per-file-ignores]\n'tests/' = ['FW03']\n";
        let lint = parse(text).unwrap().lint;
        assert_eq!(lint.select, ["default", "FW0902"]);
        assert_eq!(lint.fail_on, Some(Severity::Error));
        assert_eq!(lint.severity["FW0201"], Severity::Info);
        assert_eq!(lint.per_file_ignores["tests/"], ["FW03"]);
        assert_eq!(parse("").unwrap(), Config::default());
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let check = |text, line, help: Option<&str>| {
            let error = parse(text).unwrap_err();
            assert_eq!((error.line, error.help.as_deref()), (Some(line), help), "{error:?}");
        };
        check("[lint]\n\nselct = []\n", 3, Some("did you mean `select`?"));
        check("[lnit]\n", 1, Some("did you mean `lint`?"));
        check("[lint]\nfail-on = 'eror'\n", 2, Some("did you mean `error`?"));
        check("[lint]\nsomething = 1\n", 2, None);
        check("[lint]\nselect = 'all'\n", 2, None);
        check("[lint\n", 1, None);
    }
}
