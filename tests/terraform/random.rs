//! Random texts: nothing panics, and every place lies in its file.
//!
//! `fuzz/` runs the same for longer.

use formwork::ir::lifted::FileId;
use formwork::manifest::syntax::hcl::{self, Origin};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::files;

/// Words of the language, and what tends to stand between them.
const WORDS: &[&str] = &[
    "resource",
    "\"aws_test\"",
    "\"x\"",
    "{",
    "}",
    "\n",
    " = ",
    "[",
    "]",
    "(",
    ")",
    ",",
    ".",
    "*",
    "?",
    ":",
    "&&",
    "==",
    "!=",
    "-",
    "1",
    "1.5",
    "true",
    "null",
    "var.a",
    "local.a",
    "each.value",
    "count",
    "for_each",
    "dynamic",
    "content",
    "locals",
    "variable",
    "module",
    "source",
    "\"./m\"",
    "\"${",
    "}\"",
    "%{ if ",
    " }",
    "%{ endif }",
    "%{ for x in ",
    "<<EOT\n",
    "<<-EOT\n",
    "EOT\n",
    "for x in ",
    " => ",
    "...",
    "if ",
    "jsonencode(",
    "merge(",
    "lookup(",
    "try(",
    "range(",
    "templatefile(",
    "#",
    "//",
    "/*",
    "*/",
    "\\",
    "é",
    "\"",
    "aws_test.x",
    "[*]",
    ".*",
    "~",
];

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(77),
        ..ProptestConfig::with_cases(300)
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => vec(select(WORDS), 0..60).prop_map(|words| words.concat()),
        1 => any::<String>(),
    ]
}

/// A correct module, from which something is cut, or into which something is put.
fn mutated() -> impl Strategy<Value = String> {
    let module = include_str!("values.rs");
    let start = module.find("r#\"").expect("a module stands there") + 3;
    let end = module.find("\"#;").expect("it ends");
    let module = &module[start..end];
    (any::<Index>(), 0..12_usize, select(WORDS)).prop_map(move |(at, length, word)| {
        let characters: Vec<char> = module.chars().collect();
        let at = at.index(characters.len());
        let after = (at + length).min(characters.len());
        let before: String = characters[..at].iter().collect();
        before + word + &characters[after..].iter().collect::<String>()
    })
}

fn read(text: &str) {
    let read = files(&[("main.tf", text), ("m/main.tf", text), ("a.tfvars", text)]);
    for manifest in &read.manifests {
        for resource in &manifest.resources {
            for node in [&resource.properties, &resource.meta] {
                node.walk(&mut |node| {
                    let text = &read.files.get(node.span.file).text;
                    let (start, end) = (node.span.start as usize, node.span.end as usize);
                    assert!(text.get(start..end).is_some(), "{:?} of {text:?}", node.span);
                });
            }
        }
        manifest.to_stack();
    }
    for problem in &read.problems {
        read.files.span(problem.span);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_is_read(text in text()) {
        read(&text);
        let _ = hcl::template(&text, &Origin::From(FileId(0), 0));
        let _ = hcl::expression(&text, &Origin::From(FileId(0), 0));
    }

    #[test]
    fn any_expression_is_evaluated(expression in vec(select(WORDS), 1..12)) {
        let text = format!("resource \"aws_test\" \"x\" {{\n  a = {}\n}}\n", expression.concat());
        read(&text);
        let json = serde_json::json!({"resource": {"aws_test": {"x": {"a": expression.concat()}}}});
        files(&[("main.tf.json", &json.to_string())]);
    }

    #[test]
    fn a_module_with_a_slip_is_read(text in mutated()) {
        read(&text);
    }
}
