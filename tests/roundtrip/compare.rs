//! Emits a stack, lifts it, and says what differs.

use std::fmt::Write;

use formwork::backend::cloudformation::ParametersFormat;
use formwork::backend::terraform::{Settings, tags_of};
use formwork::backend::{File, Release, Target, cloudformation, places_of, terraform};
use formwork::ir::graph::Body;
use formwork::ir::normal::normal;
use formwork::ir::{Dialect, Place, Stack};
use formwork::manifest::{self, Document, Lifted, Source};
use formwork::spec::TerraformProvider;

/// Both dialects.
pub(crate) const DIALECTS: [Dialect; 2] = [Dialect::CloudFormation, Dialect::Terraform];

/// Where the stacks of these tests are deployed.
pub(crate) fn places() -> Vec<Place> {
    let place = |environment: &str, account: &str| Place {
        environment: environment.to_owned(),
        account: account.to_owned(),
        region: "eu-west-1".to_owned(),
    };
    vec![
        place("dev", "111111111111"),
        place("staging", "222222222222"),
        place("prod", "333333333333"),
    ]
}

/// Emits and lifts a stack, and compares it with what it was.
///
/// # Errors
/// What differs.
pub(crate) fn round_trip(stack: &Stack, dialect: Dialect) -> Result<(), String> {
    let places = places();
    let terraform = Settings { provider: TerraformProvider::V5, state: None };
    let tags = [("cost-center".to_owned(), "commerce".to_owned())];
    let release = Release::default();
    let target = Target {
        app: "shop",
        places: &places,
        tags: &tags,
        terraform: &terraform,
        release: &release,
    };
    through(&target, stack, dialect)
}

/// As [`round_trip`], for an app's own target.
///
/// # Errors
/// What differs.
pub(crate) fn through(target: &Target<'_>, stack: &Stack, dialect: Dialect) -> Result<(), String> {
    let (document, values) = emit(target, stack, dialect);
    let source = Source { name: &stack.name, document: &document, values: &values };
    let Lifted { stack: lifted, unread } = match dialect {
        Dialect::CloudFormation => manifest::cloudformation::lift(&source),
        Dialect::Terraform => manifest::terraform::lift(&source),
    };
    let mut wrong = String::new();
    for unread in unread {
        writeln!(wrong, "unread: {} ({})", unread.place, unread.why).unwrap();
    }
    let place = places_of(stack, target.places).next().map(|(_, place)| place);
    let mut expected = tags_of(target, stack, place);
    expected.retain(|(key, _)| {
        key != "environment" || (dialect == Dialect::CloudFormation && values.len() == 1)
    });
    let told: Vec<_> = lifted.tags.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    if told != expected {
        writeln!(wrong, "tags: {told:?}, not {expected:?}").unwrap();
    }
    let (read, was) = (normal(&lifted, dialect), normal(stack, dialect));
    if read != was {
        difference(&print(&was), &print(&read), &mut wrong);
    }
    if normal(&was, dialect) != was {
        writeln!(wrong, "the normal form has another normal form").unwrap();
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let text = serde_json::to_string_pretty(&document).unwrap();
    Err(format!("{dialect:?} of {}:\n{wrong}\n{text}", stack.name))
}

/// The main document of a stack, and its value files in the order of the environments.
fn emit(target: &Target<'_>, stack: &Stack, dialect: Dialect) -> (Document, Vec<Document>) {
    let files = match dialect {
        Dialect::CloudFormation => {
            cloudformation::emit(target, stack, ParametersFormat::Configuration)
        }
        Dialect::Terraform => terraform::emit(target, stack),
    };
    let json = |file: &File| serde_json::from_slice(&file.contents).expect("we write JSON");
    let is_values = |file: &&File| {
        file.path.ends_with(".parameters.json") || file.path.ends_with(".tfvars.json")
    };
    (json(&files[0]), files.iter().filter(is_values).map(json).collect())
}

/// The lines of one text that the other does not have.
fn difference(was: &str, read: &str, wrong: &mut String) {
    for line in was.lines().filter(|line| !read.lines().any(|it| it == *line)) {
        writeln!(wrong, "- {line}").unwrap();
    }
    for line in read.lines().filter(|line| !was.lines().any(|it| it == *line)) {
        writeln!(wrong, "+ {line}").unwrap();
    }
}

/// A stack as lines.
fn print(stack: &Stack) -> String {
    let mut text = format!("{} {:?}\n", stack.name, stack.description);
    for (position, knob) in stack.knobs.iter().enumerate() {
        writeln!(text, "knob {position}: {knob:?}").unwrap();
    }
    for (position, import) in stack.imports.iter().enumerate() {
        writeln!(text, "import {position}: {import:?}").unwrap();
    }
    for (position, resource) in stack.resources.iter().enumerate() {
        let (path, after, keep) = (&resource.path, &resource.after, resource.keep);
        match &resource.body {
            Body::Declared { kind, properties, runtime_owned } => {
                let owned: Vec<_> = runtime_owned.iter().map(|row| row.name).collect();
                writeln!(text, "{position} {path}: {} {after:?} {keep:?} {owned:?}", kind.name)
                    .unwrap();
                for (row, value) in properties {
                    writeln!(text, "    {position} {}: {value:?}", row.name).unwrap();
                }
            }
            raw @ Body::Raw { .. } => {
                writeln!(text, "{position} {path}: {raw:?} {after:?} {keep:?}").unwrap();
            }
        }
    }
    text
}
