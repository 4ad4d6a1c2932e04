//! Our own fixtures with a slip in them: each is read, and judged by every rule.

use std::fs;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::any::bodies;

/// What syntaxes are made of.
const WORDS: &[&str] = &[
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    ": ",
    "a",
    "b: ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "\\",
    "#",
    " # c\n",
    "&x ",
    "*x",
    "<<: ",
    "<<: *x",
    "!Ref ",
    "!Sub ",
    "!GetAtt A.B",
    "!If ",
    "!!str ",
    "!<",
    "|",
    ">-",
    "|\n",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\t",
    "\r\n",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "é",
    "🦀",
    "1",
    "0x",
    "1e999",
    "yes",
    "null",
    "//",
    "/*",
    "*/",
    "\\u00e4",
    "\\ud83e",
    "${",
    "}",
    "@",
    "`",
    "Resources:",
    "Type: AWS::SQS::Queue",
    "\0",
];

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// Every broken fixture of the rules, with a name that its front end reads.
static FIXTURES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let files = walkdir::WalkDir::new("tests/lint/rules").sort_by_file_name().into_iter();
    let found: Vec<_> = files
        .map(|it| it.unwrap().into_path())
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.to_owned();
            let is_bad = name.starts_with("bad");
            is_bad.then(|| (name, fs::read(&path).unwrap()))
        })
        .collect();
    assert!(found.len() > 50, "the fixtures are elsewhere now");
    found
});

/// A fixture, from which something is cut, and into which something is put.
fn slipped() -> impl Strategy<Value = (String, Vec<u8>)> {
    let slip = (any::<Index>(), 0..9_usize, select(WORDS));
    (any::<Index>(), vec(slip, 1..3)).prop_map(|(which, slips)| {
        let (name, mut bytes) = which.get(&FIXTURES).clone();
        for (at, length, word) in slips {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, word.bytes());
        }
        (name, bytes)
    })
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn a_fixture_with_a_slip_is_read_as_data((_, bytes) in slipped()) {
        let text = String::from_utf8_lossy(&bytes);
        bodies::yaml(&text);
        bodies::json(&text);
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn a_fixture_with_a_slip_is_read_and_judged((name, bytes) in slipped()) {
        bodies::judged(&name, &bytes);
    }
}
