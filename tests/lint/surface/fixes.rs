//! Fixes: what they touch, and what they leave.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use formwork::lint::Options;
use formwork::lint::fix::fix;
use formwork::lint::select::Selection;
use formwork::manifest::read::{Asked, Entry};
use formwork::rules::lint::Safety;

use super::{FUNCTION, folder, read, run};

const REPOSITORY: &str = "\
Resources:
  # The images.
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: images   # odd  spacing
  Old:
    Type: AWS::ECR::Repository
    Properties: {RepositoryName: old, ImageTagMutability: 'MUTABLE'}
";

/// The lines of two texts that the other does not have.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
    after.split_inclusive('\n').for_each(|line| *counts.entry(line).or_default() += 1);
    before.split_inclusive('\n').for_each(|line| *counts.entry(line).or_default() -= 1);
    let of = |sign: i32| {
        let lines = counts.iter().filter(|(_, count)| count.signum() == sign);
        lines.map(|(line, _)| (*line).to_owned()).collect()
    };
    (of(-1), of(1))
}

#[test]
fn unsafe_fixes_are_made_on_request() {
    let folder = folder("fix", &[("a.yaml", REPOSITORY), ("b.yaml", FUNCTION)]);
    run(&folder, "--fix").ends(1, "mended 0 findings in 0 files");
    assert_eq!(read(&folder, "a.yaml"), REPOSITORY);
    let told = run(&folder, "--select FW0203");
    told.ends(1, "2 mended by `--fix --unsafe-fixes`");

    let diff = run(&folder, "--diff --unsafe-fixes");
    assert_eq!(diff.code, Some(1));
    assert_eq!(
        diff.stdout,
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -4,6 +4,7 @@\n     Type: AWS::ECR::Repository\n     \
         Properties:\n       RepositoryName: images   # odd  spacing\n\
         +      ImageTagMutability: IMMUTABLE\n   Old:\n     Type: AWS::ECR::Repository\n\
         -    Properties: {RepositoryName: old, ImageTagMutability: 'MUTABLE'}\n\
         +    Properties: {RepositoryName: old, ImageTagMutability: 'IMMUTABLE'}\n"
    );
    assert_eq!(read(&folder, "a.yaml"), REPOSITORY);

    let fixed = run(&folder, "--fix --unsafe-fixes --format concise");
    fixed.ends(1, "mended 2 findings in 1 file");
    fixed.finds(&["b.yaml:6:16: FW7004"]);
    let expected =
        REPOSITORY.replace("spacing\n", "spacing\n      ImageTagMutability: IMMUTABLE\n");
    assert_eq!(read(&folder, "a.yaml"), expected.replace("'MUTABLE'", "'IMMUTABLE'"));
    assert_eq!(read(&folder, "b.yaml"), FUNCTION);
    run(&folder, "--select FW0203").ends(0, "no findings");
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn line_endings_and_byte_order_marks_stay() {
    let windows = format!("\u{feff}{}", REPOSITORY.replace('\n', "\r\n"));
    let folder = folder("fix_windows", &[("a.yaml", &windows)]);
    run(&folder, "--fix --unsafe-fixes --select FW0203").ends(0, "mended 2 findings in 1 file");
    let fixed = read(&folder, "a.yaml");
    assert!(fixed.starts_with('\u{feff}'));
    let (gone, new) = difference(&windows, &fixed);
    assert_eq!((gone.len(), new.len()), (1, 2), "{gone:?} {new:?}");
    assert!(new.contains(&"      ImageTagMutability: IMMUTABLE\r\n".to_owned()), "{new:?}");
}

#[test]
fn utf_16_is_not_written() {
    let folder = folder("fix_utf_16", &[]);
    let bytes: Vec<u8> = std::iter::once(0xfeff)
        .chain(REPOSITORY.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(folder.join("a.yaml"), &bytes).unwrap();
    let run = run(&folder, "--fix --unsafe-fixes --select FW0203");
    run.ends(1, "not mended: a.yaml:3: FW0203");
    assert_eq!(fs::read(folder.join("a.yaml")).unwrap(), bytes);
}

/// Every repair of every rule mends its finding in the fixtures of the rule, and touches only the
/// lines it is about.
#[test]
fn every_repair_mends_its_finding() {
    let mut wrong = Vec::new();
    let mut mended = 0;
    for (rule, fixture) in super::super::rules::bad_fixtures() {
        if rule.lint.is_none_or(|lint| lint.repair.is_none()) {
            continue;
        }
        let name = fixture.file_name().unwrap().to_str().unwrap().to_owned();
        let entries = [Entry { name, path: fixture.clone(), asked: Asked::ByName }];
        let options = Options::new(Selection::only(&[rule]));
        let load = |path: &Path| fs::read(path);
        let first = formwork::manifest::read::read(&entries, &load, &|| ());
        let report = formwork::lint::lint(&first, &options);
        let repairs = report.verdicts.iter().filter(|it| it.repair.is_some()).count();
        let found = report.verdicts.len();
        let here = std::env::current_dir().unwrap();
        let fixed = fix(&entries, &load, &options, &here, Safety::Unsafe, (first, report));
        mended += fixed.count;
        if fixed.count < repairs || fixed.report.verdicts.len() + fixed.count != found {
            wrong.push(format!(
                "{}: {} of {repairs}, {:?}",
                fixture.display(),
                fixed.count,
                fixed.left
            ));
        }
        for change in &fixed.changes {
            let (gone, _) = difference(&change.before, &change.after);
            if gone.len() > fixed.count {
                wrong.push(format!("{}: {gone:?} went", fixture.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(mended > 0);
}
