//! Each rule finds its pattern, finds nothing else there, and finds nothing once it is cured.

#[path = "rules/cases.rs"]
mod cases;

use std::fmt::Write;

use cases::Case;
use formwork::diag::Diagnostic;
use formwork::rules::{Check, RULES};

/// The date that waivers are judged on.
const TODAY: &str = "2027-01-01";

fn findings(case: &Case, bad: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    (case.describe)(bad, &mut |app| found = app.check_on(Some(TODAY)));
    found
}

#[test]
fn every_rule_finds_its_pattern_and_no_other() {
    let mut wrong = String::new();
    for case in cases::all() {
        let found = findings(&case, true);
        let as_expected = found.iter().all(|it| it.rule == case.rule)
            && found.iter().any(|it| it.path == case.path && it.message == case.message);
        if !as_expected {
            let expected = format!("{} {}: {}", case.rule, case.path, case.message);
            wrong.extend([&expected, "\nbut found ", &format!("{found:#?}")]);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_cure_leaves_nothing() {
    let mut wrong = String::new();
    for case in cases::all() {
        let found = findings(&case, false);
        if !found.is_empty() {
            let _ = writeln!(wrong, "{} {}: found {found:#?}", case.rule, case.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_case() {
    let cases = cases::all();
    // What no description can express is tried on manifests, in `tests/lint`.
    let described = RULES.iter().filter(|rule| !matches!(rule.check, Check::Unrepresentable));
    for rule in described {
        assert!(cases.iter().any(|case| case.rule == rule.id), "{} {}", rule.id, rule.name);
    }
}

#[test]
fn rules_are_in_order_and_explained() {
    for pair in RULES.windows(2) {
        assert!(pair[0].id < pair[1].id, "{} and {}", pair[0].id, pair[1].id);
    }
    let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len(), "two rules have one name");
    for rule in RULES {
        let texts = [rule.what, rule.why, rule.bad, rule.good, rule.fix, rule.source];
        assert!(texts.iter().all(|text| !text.is_empty()), "{}", rule.id);
        assert!(rule.id.len() == 6 && rule.id.starts_with("FW"), "{}", rule.id);
        assert!(rule.what.ends_with('.') && rule.fix.ends_with('.'), "{}", rule.id);
        assert!(!rule.why.ends_with('.') && !is_sentence(rule.why), "{}", rule.id);
        assert!(rule.source.starts_with("https://"), "{}", rule.id);
        assert_ne!(rule.bad, rule.good, "{}", rule.id);
    }
}

/// The block of an id is the factor it is about; blocks above twelve have no factor of their own.
#[test]
fn ids_stand_in_the_block_of_their_factor() {
    const NUMERALS: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    for rule in RULES {
        let block: usize = rule.id[2..4].parse().unwrap();
        if (1..=12).contains(&block) {
            assert_eq!(rule.factor.numeral(), Some(NUMERALS[block - 1]), "{}", rule.id);
        }
        assert!(rule.factor.url().starts_with("https://"), "{}", rule.id);
    }
}

/// Lower case, no final period, nothing empty in backticks.
#[test]
fn messages_are_written_alike() {
    for case in cases::all() {
        for it in findings(&case, true) {
            for text in [&it.message, &it.help] {
                assert!(!text.ends_with('.') && !text.contains("``"), "{}: {text}", it.rule);
                assert!(!is_sentence(text), "{text}");
            }
        }
    }
}

/// Names that are written with a capital letter anywhere.
const NAMES: [&str; 16] = [
    "App Runner",
    "Application Auto Scaling",
    "CloudFormation",
    "CodePipeline",
    "CodeBuild",
    "CodeDeploy",
    "Compose",
    "Copilot",
    "Docker",
    "Elastic Load Balancing",
    "EventBridge",
    "Fargate",
    "Lambda",
    "Route 53",
    "Step Functions",
    "Terraform",
];

/// Whether a text starts with a capital that is not of an abbreviation or a product.
fn is_sentence(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && !NAMES.iter().any(|it| text.starts_with(it))
}

#[cfg(feature = "cli")]
#[test]
#[expect(clippy::disallowed_methods, reason = "a generated file is read, and written on demand")]
fn the_page_about_the_rules_is_fresh() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = formwork::rules::document().unwrap();
    if std::env::var("FORMWORK_UPDATE").is_ok() {
        std::fs::write(&path, &page).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == page, "docs/rules.md is stale: FORMWORK_UPDATE=1 cargo test --test rules");
}
