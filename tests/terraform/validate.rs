//! The provider's schemas judge what `terraform validate` judged, and find the same.
//!
//! `validate/record.py` wrote resources that are broken in one way each, and what Terraform said of
//! them; the test needs no Terraform. Where we say otherwise, `validate/disagreements.txt` says why.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of recorded verdicts reads them; a helper that cannot go on fails its test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use formwork::schema::Class;
use formwork::schema::terraform::{judge, releases};

use crate::files;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/terraform/validate");
/// What only the provider knows, beyond its schema.
const OTHER: &str = "other";

type Classes = BTreeSet<String>;

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(FOLDER).join(file)).unwrap()
}

/// What Terraform says, by file and address.
fn theirs() -> BTreeMap<(String, String), Classes> {
    let verdicts = text("verdicts.txt");
    let verdict = |line: &str| {
        let words: Vec<_> = line.splitn(4, ' ').collect();
        let [file, address, classes, _] = words.as_slice() else { panic!("{line}") };
        let said = classes.split(',').filter(|it| !["good", OTHER].contains(it));
        let said = said.map(str::to_owned).collect();
        (((*file).to_owned(), (*address).to_owned()), said)
    };
    verdicts.lines().map(verdict).collect()
}

const fn class(class: Class) -> Option<&'static str> {
    match class {
        Class::UnknownProperty | Class::UnknownType => Some("unknown"),
        Class::MissingProperty => Some("missing"),
        Class::WrongType => Some("type"),
        Class::CountOutOfRange => Some("count"),
        Class::ReadOnly => Some("read-only"),
        Class::Deprecated => None,
        _ => Some("unexpected"),
    }
}

/// What we say of a file's resources, by address.
fn ours(file: &str) -> BTreeMap<String, Classes> {
    let text = text(file);
    let read = files(&[(file, &text)]);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let manifest = &read.manifests[0];
    let admitted = releases(manifest).unwrap();
    let mut said = BTreeMap::new();
    for written in manifest.resources.iter().flat_map(|it| &it.written) {
        let found = judge(written, admitted);
        let classes = found.iter().filter_map(|it| class(it.class)).map(str::to_owned);
        said.insert(written.address.clone(), classes.collect());
    }
    said
}

#[test]
fn the_schemas_say_what_terraform_says() {
    let all: BTreeMap<_, _> =
        ["native.tf", "written.tf.json"].map(|file| (file.to_owned(), ours(file))).into();
    let (mut both, mut only_they, mut only_we) = (0, 0, 0);
    let mut found = String::new();
    let shown = |classes: &Classes| match classes.len() {
        0 => "nothing".to_owned(),
        _ => classes.iter().cloned().collect::<Vec<_>>().join(","),
    };
    for ((file, address), theirs) in theirs() {
        let ours = &all[&file][&address];
        match (theirs.is_empty(), ours.is_empty()) {
            (false, false) => both += 1,
            (false, true) => only_they += 1,
            (true, false) => only_we += 1,
            (true, true) => {}
        }
        if *ours != theirs {
            let line = format!("{file} {address}: they {}, we {}", shown(&theirs), shown(ours));
            writeln!(found, "{line}").unwrap();
        }
    }
    assert!(both >= 150, "{both}");
    assert!(only_they * 50 < both && only_we * 50 < both, "{only_they}, {only_we} of {both}");
    let listed = text("disagreements.txt");
    let listed: Vec<_> = listed.lines().filter(|it| !it.starts_with(['#', ' '])).collect();
    let listed = listed.join("\n");
    assert_eq!(
        found.trim_end(),
        listed,
        "of {both} that both find, {only_they} only they, {only_we} only we"
    );
}
