//! What the schemas find in real templates, beside what cfn-lint finds there.
//!
//! The templates are those that cfn-lint tests itself with, in the folder `cfn-lint-fixtures` of the
//! corpus (`FORMWORK_CORPUS`, or `../shared/corpus`); without it the test says so and passes. What
//! cfn-lint finds in them is recorded in `tests/agreement/cfn-lint.jsonl` by `record.py`. Where the
//! two differ stands in `tests/agreement/differences.txt`, each with its reason.
//!
//! `FORMWORK_UPDATE=1 cargo test --test agreement` writes the differences anew; one without a reason
//! fails the test.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test of real files reads files and says if there are none; a helper that cannot go on fails its test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use formwork::manifest::read::{Asked, Entry, read};
use formwork::schema::{Class, Step, Violation, cloudformation};
use serde::Deserialize;

const RECORDED: &str = "tests/agreement/cfn-lint.jsonl";
const DIFFERENCES: &str = "tests/agreement/differences.txt";
/// The shares of what cfn-lint finds that we find, and of what we find that it finds.
const RECALL: f64 = 0.95;
const PRECISION: f64 = 0.97;

/// A line of the record.
#[derive(Deserialize)]
struct Recorded {
    file: String,
    #[serde(default)]
    skipped: String,
    /// Code and path.
    #[serde(default)]
    found: BTreeSet<(String, String)>,
}

/// File, code and path.
type Found = BTreeSet<(String, String, String)>;

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("FORMWORK_CORPUS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| PathBuf::from("../shared/corpus"));
    let folder = folder.join("cfn-lint-fixtures");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no {}: set FORMWORK_CORPUS to a folder of real manifests", folder.display());
    None
}

/// The code that cfn-lint has for a class; what it tells otherwise is not compared.
const fn code(class: Class) -> Option<&'static str> {
    Some(match class {
        Class::UnknownProperty => "E3002",
        Class::MissingProperty => "E3003",
        Class::UnknownType => "E3006",
        Class::WrongType => "E3012",
        Class::Exclusive | Class::NoneOfExclusive => "E3014",
        Class::NoForm => "E3017",
        Class::NotOneForm => "E3018",
        Class::Excluded => "E3020",
        Class::MissingCompanion => "E3021",
        Class::NotAllowed => "E3030",
        Class::PatternMismatch => "E3031",
        Class::CountOutOfRange => "E3032",
        Class::LengthOutOfRange => "E3033",
        Class::NumberOutOfRange => "E3034",
        Class::DuplicateItem => "E3037",
        Class::ReadOnly => "E3040",
        Class::NoneOfSeveral => "E3058",
        Class::FormatMismatch | Class::Deprecated | Class::TooNew => return None,
    })
}

/// Where cfn-lint puts it: by position, and at the object if something is missing in it.
fn place(address: &str, violation: &Violation) -> String {
    let mut path = vec!["Resources".to_owned(), address.to_owned()];
    if violation.class == Class::UnknownType {
        path.push("Type".to_owned());
        return path.join("/");
    }
    path.push("Properties".to_owned());
    path.extend(violation.path.iter().map(|step| match step {
        Step::Key(name) => name.to_string(),
        Step::Element(position, _) => position.to_string(),
    }));
    if matches!(violation.class, Class::MissingProperty | Class::MissingCompanion) {
        path.pop();
    }
    path.join("/")
}

/// What the schemas find in a template.
fn ours(corpus: &Path, file: &str) -> Found {
    let entry = Entry { name: file.to_owned(), path: corpus.join(file), asked: Asked::ByName };
    let read = read(&[entry], &|path| fs::read(path), &|| ());
    let mut found = Found::new();
    for manifest in &read.manifests {
        for resource in &manifest.resources {
            for written in &resource.written {
                for it in cloudformation::judge(written, resource, &manifest.conditions) {
                    if let Some(code) = code(it.class) {
                        let place = place(&written.address, &it);
                        found.insert((file.to_owned(), code.to_owned(), place));
                    }
                }
            }
        }
    }
    found
}

fn recorded() -> Vec<Recorded> {
    let path = std::env::var_os("FORMWORK_AGREEMENT").unwrap_or(RECORDED.into());
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred findings")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// A line per difference, by file; reasons that were given before stay.
fn written(theirs: &Found, ours: &Found) -> String {
    let known = fs::read_to_string(DIFFERENCES).unwrap_or_default();
    let reasons: BTreeMap<&str, &str> =
        known.lines().filter_map(|line| line.split_once(" # ")).collect();
    let mut text = String::new();
    let differences = theirs.symmetric_difference(ours).map(|it| {
        let whose = if theirs.contains(it) { "cfn-lint" } else { "formwork" };
        let (file, code, path) = it;
        format!("{file} {code} {path} {whose} only")
    });
    for line in differences {
        let reason = reasons.get(&*line).copied().unwrap_or_default();
        writeln!(text, "{line} # {reason}").unwrap();
    }
    text
}

#[test]
fn what_cfn_lint_finds_is_found_and_little_else() {
    let Some(corpus) = corpus() else { return };
    let (mut theirs, mut ours) = (Found::new(), Found::new());
    for it in recorded().into_iter().filter(|it| it.skipped.is_empty()) {
        ours.extend(self::ours(&corpus, &it.file));
        let found = it.found.into_iter();
        theirs.extend(found.map(|(code, path)| (it.file.clone(), code, path)));
    }
    let both = theirs.intersection(&ours).count();
    let (recall, precision) = (share(both, theirs.len()), share(both, ours.len()));
    println!(
        "{both} of {} found, {} by us alone: recall {recall:.3}, precision {precision:.3}",
        theirs.len(),
        ours.len() - both
    );
    let differences = written(&theirs, &ours);
    if std::env::var_os("FORMWORK_UPDATE").is_some() {
        fs::write(DIFFERENCES, &differences).unwrap();
    }
    let expected = fs::read_to_string(DIFFERENCES).unwrap_or_default();
    assert_eq!(differences, expected, "FORMWORK_UPDATE=1 writes the differences anew");
    let unexplained: Vec<_> = differences.lines().filter(|line| line.ends_with("# ")).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?} without a reason");
    assert!(theirs.len() > 100, "only {}", theirs.len());
    assert!(recall >= RECALL, "{recall}");
    assert!(precision >= PRECISION, "{precision}");
}
