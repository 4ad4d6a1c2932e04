//! Every rule finds its pattern in each dialect, and nothing where it is cured.
//!
//! `rules/<id>_<name>/` has the fixtures of a rule: `bad.yaml` and `good.yaml`, their twins
//! `bad.json`, `bad.tf`, `bad.tf.json`, and `bad.compose.yaml`, `bad.Dockerfile`, `bad.task.json` if
//! the rule looks there. A further case is `bad-<case>.yaml`. Files of one case hold the same, so the
//! findings in them are the same but for the places. `findings.snap` has them all.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use formwork::ir::lifted::{Data, Format};
use formwork::lint::Verdict;
use formwork::lint::select::Selection;
use formwork::manifest::read::Read;
use formwork::rules::lint::Repair;
use formwork::rules::{self, RULES, Rule};

use crate::{lint, read_file};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lint/rules");
/// How many lines a cure takes at most.
const CURE: usize = 10;
/// Formats whose files hold the same.
const TWINS: &[&str] = &["yaml", "json", "tf", "tf.json"];

/// A fixture.
struct Fixture {
    /// Its file.
    path: PathBuf,
    /// `bad` or `good`.
    verdict: String,
    /// The case: empty for the first.
    case: String,
    /// `yaml`, `tf.json`, `compose.yaml`, `Dockerfile`.
    format: String,
}

impl Fixture {
    fn name(&self) -> &str {
        self.path.file_name().unwrap().to_str().unwrap()
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).unwrap()
    }
}

/// What was found in a fixture.
struct Findings {
    read: Read,
    verdicts: Vec<Verdict>,
}

fn folders() -> Vec<(&'static Rule, PathBuf)> {
    let entries = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    let rule = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let (id, rest) = name.split_once('_').unwrap_or((name, ""));
        let rule = rules::find(id).filter(|rule| rule.name == rest);
        (rule.unwrap_or_else(|| panic!("no rule is called {name}")), path)
    };
    folders.into_iter().map(rule).collect()
}

fn fixtures(folder: &Path) -> Vec<Fixture> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    let fixture = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let (stem, format) = name.split_once('.')?;
        let (verdict, case) = stem.split_once('-').unwrap_or((stem, ""));
        let (verdict, case, format) = (verdict.to_owned(), case.to_owned(), format.to_owned());
        ["bad", "good"].contains(&&*verdict).then_some(Fixture { path, verdict, case, format })
    };
    paths.into_iter().filter_map(fixture).collect()
}

/// Every file that has the pattern of a rule.
pub(crate) fn bad_fixtures() -> Vec<(&'static Rule, PathBuf)> {
    let all = folders().into_iter().flat_map(|(rule, folder)| {
        fixtures(&folder).into_iter().map(move |fixture| (rule, fixture))
    });
    all.filter(|(_, fixture)| fixture.verdict == "bad").map(|(rule, it)| (rule, it.path)).collect()
}

fn findings(rule: &'static Rule, fixture: &Fixture) -> Findings {
    let read = read_file(&fixture.path);
    let verdicts = lint(&read, &Selection::only(&[rule]));
    Findings { read, verdicts }
}

/// A finding without what differs between dialects: places, and how resources are called.
pub(crate) fn bare(read: &Read, verdicts: &[Verdict]) -> Vec<[String; 4]> {
    let mut bare: Vec<_> = verdicts.iter().map(|it| bare_one(read, it)).collect();
    bare.sort();
    bare
}

fn bare_one(read: &Read, verdict: &Verdict) -> [String; 4] {
    let it = &verdict.diagnostic;
    let (mut path, mut message) = (it.path.clone(), it.message.clone());
    for resource in read.manifests.iter().flat_map(|manifest| &manifest.resources) {
        let kind = format!("<{}>", resource.kind_name());
        message = message.replace(&format!("`{}`", resource.address), &kind);
        if let Some(rest) = path.strip_prefix(&resource.address)
            && (rest.is_empty() || rest.starts_with('/'))
        {
            path = format!("{kind}{rest}");
        }
    }
    // CloudFormation has two properties for a definition: one takes text, one the structure.
    path = path.replace("/definition_string/", "/definition/");
    [it.rule.to_owned(), path, message, verdict.value.clone()]
}

fn written(fixture: &Fixture, findings: &Findings) -> String {
    let mut text = String::new();
    for verdict in &findings.verdicts {
        let it = &verdict.diagnostic;
        let span = it.span.as_ref().unwrap();
        let (name, severity) = (fixture.name(), it.severity);
        write!(text, "{name}:{}:{} {severity} {}", span.line, span.column, it.path).unwrap();
        if !verdict.value.is_empty() {
            write!(text, " = {:?}", verdict.value).unwrap();
        }
        write!(text, "\n  {}\n  help: {}\n", it.message, it.help).unwrap();
        for (label, span) in &it.related {
            writeln!(text, "  {}:{} {label}", span.line, span.column).unwrap();
        }
        if let Some((safety, repair)) = &verdict.repair {
            match repair {
                Repair::Set { path, value: Data::Object(fields) } => {
                    let entries: Vec<_> = fields
                        .iter()
                        .map(|it| format!("{}: {:?}", it.key, it.value.data))
                        .collect();
                    writeln!(text, "  {safety:?} Set {path:?} to {}", entries.join(", ")).unwrap();
                }
                Repair::Set { .. } => writeln!(text, "  {safety:?} {repair:?}").unwrap(),
                Repair::Enter { key, value, .. } => {
                    writeln!(text, "  {safety:?} Enter {key} = {value:?}").unwrap();
                }
                Repair::Replace { span, text: new } => {
                    let old = findings.read.files.text(*span);
                    writeln!(text, "  {safety:?} Replace {old:?} by {new:?}").unwrap();
                }
            }
        }
    }
    text
}

#[test]
fn findings_are_as_recorded() {
    for (rule, folder) in folders() {
        let mut text = String::new();
        for fixture in fixtures(&folder).iter().filter(|it| it.verdict == "bad") {
            text += &written(fixture, &findings(rule, fixture));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("findings", text));
    }
}

#[test]
fn every_fixture_is_read() {
    let mut wrong = String::new();
    for fixture in folders().iter().flat_map(|(_, folder)| fixtures(folder)) {
        let read = read_file(&fixture.path);
        if read.manifests.is_empty() || !read.problems.is_empty() {
            writeln!(wrong, "{}: {:?}", fixture.path.display(), read.problems).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn bad_is_found_and_good_is_not() {
    let mut wrong = String::new();
    for (rule, folder) in folders() {
        for fixture in fixtures(&folder) {
            let found = findings(rule, &fixture).verdicts;
            if found.is_empty() == (fixture.verdict == "bad") {
                let messages: Vec<_> = found.iter().map(|it| &it.diagnostic.message).collect();
                writeln!(wrong, "{} {}: found {messages:?}", rule.id, fixture.name()).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn twins_agree() {
    let mut wrong = String::new();
    for (rule, folder) in folders() {
        let mut cases = BTreeMap::<(String, String), Vec<(String, Vec<[String; 4]>)>>::new();
        for fixture in fixtures(&folder) {
            if TWINS.contains(&&*fixture.format) {
                let Findings { read, verdicts } = findings(rule, &fixture);
                let bare = bare(&read, &verdicts);
                let key = (fixture.verdict.clone(), fixture.case.clone());
                cases.entry(key).or_default().push((fixture.name().to_owned(), bare));
            }
        }
        for twins in cases.values() {
            for (name, bare) in &twins[1..] {
                if *bare != twins[0].1 {
                    let (first, expected) = &twins[0];
                    let id = rule.id;
                    writeln!(wrong, "{id} {first}: {expected:#?}\n{id} {name}: {bare:#?}").unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_for_manifests_has_fixtures_in_each_dialect() {
    let folders: BTreeMap<_, _> = folders().into_iter().map(|(rule, it)| (rule.id, it)).collect();
    let mut missing = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.lint.is_some()) {
        let fixtures = folders.get(rule.id).map(|it| fixtures(it)).unwrap_or_default();
        for format in rule.lint.iter().flat_map(|it| it.formats).copied().flat_map(extensions) {
            if !fixtures.iter().any(|it| it.verdict == "bad" && it.format == *format) {
                missing.push(format!("{}_{}/bad.{format}", rule.id, rule.name));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The files in which a format is tried. A plan reads like the module it is of.
fn extensions(format: Format) -> &'static [&'static str] {
    match format {
        Format::CloudFormation => &["yaml", "json"],
        Format::Terraform => &["tf", "tf.json"],
        Format::Plan => &[],
        Format::TaskDefinition => &["task.json"],
        Format::Compose => &["compose.yaml"],
        Format::Dockerfile => &["Dockerfile"],
    }
}

#[test]
fn good_differs_from_bad_in_the_cure_alone() {
    let mut wrong = String::new();
    for (rule, folder) in folders() {
        let fixtures = fixtures(&folder);
        for bad in fixtures.iter().filter(|it| it.verdict == "bad") {
            let is_cure = |it: &&Fixture| {
                it.verdict == "good" && (&it.case, &it.format) == (&bad.case, &bad.format)
            };
            let Some(good) = fixtures.iter().find(is_cure) else {
                writeln!(wrong, "{} {}: no cure", rule.id, bad.name()).unwrap();
                continue;
            };
            let (removed, added) = difference(&bad.text(), &good.text());
            if removed.max(added) == 0 || removed.max(added) > CURE {
                let name = bad.name();
                writeln!(wrong, "{} {name}: {removed} lines go, {added} come", rule.id).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// How many lines one text has that the other has not, and the reverse.
fn difference(before: &str, after: &str) -> (usize, usize) {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let mut common = vec![vec![0; after.len() + 1]; before.len() + 1];
    for (i, a) in before.iter().enumerate() {
        for (j, b) in after.iter().enumerate() {
            common[i + 1][j + 1] =
                if a == b { common[i][j] + 1 } else { common[i][j + 1].max(common[i + 1][j]) };
        }
    }
    let same = common[before.len()][after.len()];
    (before.len() - same, after.len() - same)
}

#[test]
fn messages_are_written_alike() {
    for (rule, folder) in folders() {
        for fixture in fixtures(&folder) {
            for verdict in findings(rule, &fixture).verdicts {
                let it = &verdict.diagnostic;
                for text in
                    [&it.message, &it.help].into_iter().chain(it.related.iter().map(|it| &it.0))
                {
                    let name = fixture.name();
                    assert!(!text.is_empty(), "{} {name}", rule.id);
                    assert!(
                        !text.ends_with('.') && !text.contains("``"),
                        "{} {name}: {text}",
                        rule.id
                    );
                    assert!(!text.starts_with(char::is_uppercase), "{} {name}: {text}", rule.id);
                    assert!(!text.contains('\u{FFFC}'), "{} {name}: {text}", rule.id);
                }
            }
        }
    }
}
