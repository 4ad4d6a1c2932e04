//! The formats of findings.

use std::path::Path;

use serde_json::Value;

use super::{FUNCTION, Run, folder, read, run};

const SCHEMA: &str = include_str!("../sarif-2.1.0.schema.json");

/// Findings of two rules in two files, one of them with a related place, and one that is suppressed.
fn files() -> [(&'static str, &'static str); 2] {
    const MODULE: &str = "\
resource \"aws_ecs_task_definition\" \"web\" {
  family = \"web\"
  container_definitions = jsonencode([{
    name  = \"web\"
    image = \"nginx:latest\" # formwork: allow FW0201 -- the team's \"own\" mirror
  }])
}

resource \"aws_ecs_task_definition\" \"ä & b\" {
  family = \"worker\"
  container_definitions = jsonencode([{
    name  = \"ä & b\"
    image = \"nginx\"
  }])
}
";
    [("web/a b.tf", MODULE), ("web/mail.yaml", FUNCTION)]
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots/lint");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn judged(folder: &Path, format: &str) -> Run {
    run(folder, &format!("--select FW0201,FW7004 --format {format}"))
}

#[test]
fn every_format_is_as_recorded() {
    let folder = folder("formats", &files());
    for format in ["pretty", "concise", "json", "sarif", "github", "junit"] {
        let run = judged(&folder, format);
        run.ends(1, "1 error, 1 warning; `formwork explain FW0201` says more; 1 set aside");
        let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
        snapshot(format, &run.stdout.replace(&version, "\"version\": \"…\""));
    }
}

#[test]
fn several_formats_at_once() {
    let folder = folder("several", &files());
    let arguments =
        "github --format sarif=out.sarif --format json=out.json --format pretty=out.txt";
    let run = judged(&folder, arguments);
    assert!(run.stdout.starts_with("::error file=web/a b.tf,line=13"), "{run:#?}");
    assert!(read(&folder, "out.txt").starts_with("error[FW0201]: "));
    assert!(!read(&folder, "out.txt").contains('\x1b'));
    let json: Value = serde_json::from_str(&read(&folder, "out.json")).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    judged(&folder, "sarif=none/out.sarif").ends(2, "cannot write `none/out.sarif`");
}

#[test]
fn sarif_is_valid() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let check = |files: &[(&str, &str)], arguments: &str, results: usize| {
        let folder = folder("sarif", files);
        let run = run(&folder, &format!("--format sarif {arguments}"));
        let document: Value = serde_json::from_str(&run.stdout).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&document)
            .map(|it| format!("{}: {it}", it.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let found = document["runs"][0]["results"].as_array().unwrap();
        assert_eq!(found.len(), results, "{found:#?}");
        let rules = document["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
        for result in found {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    };
    check(&[], "", 0);
    check(&files(), "--select FW0201,FW7004", 3);
    let broken = [
        ("a.yaml", "AWSTemplateFormatVersion: [\n"),
        ("b.yaml", "Resources: {A: {Type: AWS::X::Y}, A: {}}\n"),
    ];
    check(&broken, "--select FW0201", 2);
    // The validator does find what is wrong.
    let odd = serde_json::json!({ "version": "2.1.0", "runs": [{ "results": [] }] });
    assert!(!validator.is_valid(&odd));
}

#[test]
fn json_is_what_its_schema_says() {
    let schema = std::fs::read_to_string("schemas/findings.schema.json").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let folder = folder("json", &files());
    let document: Value = serde_json::from_str(&run(&folder, "--format json").stdout).unwrap();
    let errors: Vec<_> = validator.iter_errors(&document).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
