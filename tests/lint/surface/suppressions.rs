//! Suppressions in each syntax, what they cover, and what is odd about some.

use super::{folder, run};

#[track_caller]
fn check(name: &str, file: &str, text: &str, arguments: &str, expected: &[&str]) {
    let folder = folder(name, &[(file, text)]);
    run(&folder, &format!("--format concise {arguments}")).finds(expected);
}

/// Functions with a suppression at the places marked `@1` to `@5`.
fn template(at: &str) -> String {
    let text = "\
@1Resources:
  @2Mail:
    Type: AWS::Lambda::Function
    Properties:
      @3Handler: mail.main
      @4Runtime: python3.6@5
  Post:
    Type: AWS::Lambda::Function
    Properties: {Handler: post.main, Runtime: python3.6}
";
    let comment = "# formwork: allow FW7004 -- it is a test";
    let own_line = |indent: &str| format!("{comment}\n{indent}");
    let marks = [("@1", ""), ("@2", "  "), ("@3", "      "), ("@4", "      ")];
    let text = marks.iter().fold(text.to_owned(), |text, (mark, indent)| {
        text.replace(mark, &if *mark == at { own_line(indent) } else { String::new() })
    });
    text.replace("@5", &if at == "@5" { format!(" {comment}") } else { String::new() })
}

#[test]
fn a_comment_covers_what_starts_behind_it() {
    let check = |at, expected: &[&str]| {
        check(&format!("yaml{at}"), "a.yaml", &template(at), "--select FW7004", expected);
    };
    check("@0", &["a.yaml:6:16: FW7004", "a.yaml:9:47: FW7004"]);
    check("@1", &["a.yaml:1:1: FW0004", "a.yaml:7:16: FW7004", "a.yaml:10:47: FW7004"]);
    check("@2", &["a.yaml:10:47: FW7004"]);
    check("@3", &["a.yaml:5:7: FW0004", "a.yaml:7:16: FW7004", "a.yaml:10:47: FW7004"]);
    check("@4", &["a.yaml:10:47: FW7004"]);
    check("@5", &["a.yaml:9:47: FW7004"]);
}

#[test]
fn a_file_is_covered_from_its_beginning() {
    let bare = template("@0");
    let file = "# formwork: allow-file ended-lambda-runtime -- it is a test\n";
    check("file", "a.yaml", &format!("---\n# A stack.\n{file}{bare}"), "--select FW7004", &[]);
    check(
        "file_late",
        "a.yaml",
        &format!("{bare}{file}"),
        "--select FW7004",
        &["a.yaml:6:16: FW7004", "a.yaml:9:47: FW7004", "a.yaml:10:1: FW0005"],
    );
}

#[test]
fn other_rules_are_still_found() {
    let text = template("@2").replace("FW7004", "FW2220");
    check(
        "other",
        "a.yaml",
        &text,
        "--select FW7004,FW2220",
        &["a.yaml:2:3: FW0004", "a.yaml:7:16: FW7004", "a.yaml:10:47: FW7004"],
    );
    // A rule that is not run cannot be said to find nothing.
    check(
        "not_run",
        "a.yaml",
        &text,
        "--select FW7004",
        &["a.yaml:7:16: FW7004", "a.yaml:10:47: FW7004"],
    );
}

#[test]
fn odd_suppressions_are_errors() {
    let odd = |comment: &str, told: &str| {
        let text = template("@2").replace("allow FW7004 -- it is a test", comment);
        let folder = folder("odd", &[("a.yaml", &text)]);
        let run = run(&folder, "--select FW7004 --format pretty");
        run.ends(1, "1 error");
        assert!(run.stdout.contains("error[FW0005]"), "{run:#?}");
        assert!(run.stdout.contains(told), "no `{told}` in {run:#?}");
    };
    odd("allow FW7004", "the suppression of `FW7004` has no reason");
    odd("allow FW7004 --", "the suppression of `FW7004` has no reason");
    odd("allow -- why", "the suppression names no rule");
    odd("allow FW7oo4 -- why", "did you mean `FW7004`?");
    odd("allow FW0001 -- why", "`broken-file` (FW0001) is always told");
    odd("allow FW0004 -- why", "`unused-suppression` (FW0004) cannot be suppressed");
    odd("allw FW7004 -- why", "did you mean `formwork: allow`?");
}

#[test]
fn several_rules_and_lines() {
    let text = template("@2").replace(
        "allow FW7004 -- it is a test",
        "allow FW2220, ended-lambda-runtime -- it is a test\n  # And more.\n\n",
    );
    check("several", "a.yaml", &text, "--select FW7004", &["a.yaml:13:47: FW7004"]);
}

#[test]
fn metadata_of_json() {
    let template = |resource: &str, file: &str| {
        format!(
            "{{\n\"Metadata\": {file},\n\"Resources\": {{\n\"Mail\": {{\n\
             \"Type\": \"AWS::Lambda::Function\",\n\"Metadata\": {resource},\n\
             \"Properties\": {{\n\"Runtime\": \"python3.6\"\n}} }} }} }}\n"
        )
    };
    let check = |name, resource, file, expected: &[&str]| {
        check(name, "a.json", &template(resource, file), "--select FW7004", expected);
    };
    check("json_none", "{}", "{}", &["a.json:8:12: FW7004"]);
    let long = r#"{"formwork": {"allow": [{"rule": "FW7004", "reason": "a test"}]}}"#;
    let short = r#"{"formwork": {"allow": [{"FW7004": "a test"}]}}"#;
    check("json_resource", long, "{}", &[]);
    check("json_resource_short", short, "{}", &[]);
    check("json_template", "{}", long, &[]);
    let none = r#"{"formwork": {"allow": [{"rule": "FW7004"}]}}"#;
    check("json_no_reason", none, "{}", &["a.json:6:37: FW0005", "a.json:8:12: FW7004"]);
    let other = r#"{"formwork": {"allow": {"rule": "FW7004"}}}"#;
    check("json_no_list", other, "{}", &["a.json:6:36: FW0005", "a.json:8:12: FW7004"]);
}

/// The comment stands where a value is used, the value in a local of its own.
#[test]
fn a_comment_covers_what_its_property_gets_from_elsewhere() {
    let text = |comment: &str| {
        format!(
            "locals {{\n  runtime = \"python3.6\"\n}}\n\
             resource \"aws_lambda_function\" \"mail\" {{\n  {comment}\n  runtime = local.runtime\n\
             memory_size = 128\n}}\n"
        )
    };
    let check = |name, comment, expected: &[&str]| {
        check(name, "a.tf", &text(comment), "--select FW7004", expected);
    };
    check("elsewhere_none", "# Nothing.", &["a.tf:2:13: FW7004"]);
    check("elsewhere", "# formwork: allow FW7004 -- goes away in May", &[]);
}

#[test]
fn comments_of_terraform() {
    let resource = |comment: &str, trailing: &str| {
        format!(
            "{comment}\nresource \"aws_lambda_function\" \"mail\" {{\n  runtime = \"python3.6\"{trailing}\n}}\n"
        )
    };
    let check = |name, comment: &str, trailing: &str, expected: &[&str]| {
        check(name, "a.tf", &resource(comment, trailing), "--select FW7004", expected);
    };
    let said = "formwork: allow FW7004 -- it is a test";
    check("hcl_none", "", "", &["a.tf:3:13: FW7004"]);
    check("hcl_hash", &format!("# {said}"), "", &[]);
    check("hcl_slashes", &format!("// {said}"), "", &[]);
    check("hcl_block", &format!("/*\n * A function.\n * {said}\n */"), "", &[]);
    check("hcl_trailing", "", &format!(" # {said}"), &[]);
}

#[test]
fn comments_of_terraform_in_json() {
    let resource = |comment: &str| {
        format!(
            "{{\"resource\": {{\"aws_lambda_function\": {{\"mail\": {{\n\
             \"//\": \"{comment}\",\n\"runtime\": \"python3.6\"\n}} }} }} }}\n"
        )
    };
    let check = |name, comment, expected: &[&str]| {
        check(name, "a.tf.json", &resource(comment), "--select FW7004", expected);
    };
    check("tf_json_none", "a function", &["a.tf.json:3:12: FW7004"]);
    check("tf_json", "formwork: allow FW7004 -- it is a test", &[]);
    check("tf_json_file", "formwork: allow-file FW7004 -- it is a test", &[]);
}

#[test]
fn dockerfiles_and_compose_files() {
    let dockerfile = "# formwork: allow FW0201 -- it is a test\nFROM alpine\nRUN true\n";
    check("dockerfile", "Dockerfile", dockerfile, "--select FW0201", &[]);
    let bare = dockerfile.lines().skip(1).collect::<Vec<_>>().join("\n");
    check("dockerfile_none", "Dockerfile", &bare, "--select FW0201", &["Dockerfile:1:6: FW0201"]);
    let compose = "services:\n  web:\n    image: nginx # formwork: allow FW0201 -- it is a test\n";
    check("compose", "compose.yaml", compose, "--select FW0201", &[]);
    let key = "services:\n  web:\n    image: nginx\n    x-formwork-allow:\n      - FW0201: it is a test\n";
    check("compose_key", "compose.yaml", key, "--select FW0201", &[]);
    let top = "x-formwork-allow:\n  - {rule: FW0201, reason: it is a test}\nservices:\n  web:\n    image: nginx\n";
    check("compose_top", "compose.yaml", top, "--select FW0201", &[]);
}

#[test]
fn task_definitions() {
    let task = |allow: &str| {
        format!(
            "{{\n{allow}\"family\": \"web\",\n\"containerDefinitions\": [{{\"name\": \"web\",\n\
             \"image\": \"nginx\"}}]}}\n"
        )
    };
    check("task_none", "task.json", &task(""), "--select FW0201", &["task.json:4:10: FW0201"]);
    let allow = "\"x-formwork-allow\": [{\"FW0201\": \"it is a test\"}],\n";
    check("task", "task.json", &task(allow), "--select FW0201", &[]);
}
