//! Places inside JSON documents that stand in a file as text.

use formwork::ir::lifted::{Data, Node, Span};
use formwork::manifest::read::{Asked, Entry, Read, read};

fn file(name: &str, text: &str) -> Read {
    let entry = Entry { name: name.to_owned(), path: name.into(), asked: Asked::ByName };
    let read = read(&[entry], &|_| Ok(text.as_bytes().to_vec()), &|| {});
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read
}

/// The keys and scalars of a property, each as it stands in the file.
fn written(name: &str, text: &str, property: &str) -> Vec<String> {
    let read = file(name, text);
    let node = read.manifests[0].resources[0].property(property).expect("the property is set");
    let mut spans = Vec::new();
    visit(node, &mut spans);
    spans.into_iter().map(|span| read.files.text(span).to_owned()).collect()
}

fn visit(node: &Node, spans: &mut Vec<Span>) {
    match &node.data {
        Data::List(items) => items.iter().for_each(|item| visit(item, spans)),
        Data::Object(fields) => {
            for field in fields {
                spans.push(field.key_span);
                visit(&field.value, spans);
            }
        }
        _ => spans.push(node.span),
    }
}

/// A state machine whose definition is this.
fn machine(definition: &str) -> String {
    format!(
        "Parameters:\n  P: {{Type: String}}\nResources:\n  Machine:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: {definition}\n"
    )
}

#[test]
fn documents_in_templates_have_places_inside() {
    let check = |definition: &str, expected: &[&str]| {
        assert_eq!(
            written("a.yaml", &machine(definition), "definition_string"),
            expected,
            "{definition}"
        );
    };
    let plain = ["\"a\"", "1", "\"b\"", "\"ä\"", "\"c\"", "true"];
    check(
        "|\n        {\n          \"a\": 1,\n          \"b\": [\"ä\"], \"c\": true\n        }",
        &plain,
    );
    check(">-\n        {\n        \"a\": 1,\n        \"b\": [\"ä\"], \"c\": true}", &plain);
    check("'{\"a\": 1, \"b\": [\"ä\"], \"c\": true}'", &plain);
    check("!Sub '{\"a\": 1, \"b\": [\"ä\"], \"c\": true}'", &plain);
    check("!Sub [ '{\"a\": 1, \"b\": [\"ä\"], \"c\": true}', {x: [1], y: {\"a\": 2}} ]", &plain);
    check(
        "!If\n      - c\n      - '{\"a\": 1}'\n      - '{\"b\": 2}'",
        &["!If\n      - c\n      - '{\"a\": 1}'\n      - '{\"b\": 2}'"],
    );
    let escaped =
        ["\\\"a\\\"", "1", "\\\"b\\\"", "\\\"x\\\\\\\"y\\\"", "\\\"c\\\"", "\\\"\\\\n\\\""];
    check(r#""{\"a\": 1,\n \"b\": \"x\\\"y\", \"c\": \"\\n\"}""#, &escaped);
    check(
        "!Sub |\n        {\"a\": \"${P}\", \"b\": ${P}, \"c\": \"x${P}y\", \"d\": 1}",
        &["\"a\"", "${P}", "\"b\"", "${P}", "\"c\"", "\"x${P}y\"", "\"d\"", "1"],
    );
}

#[test]
fn what_does_not_fit_keeps_the_place_of_the_whole() {
    let joined = "!Join ['', ['{\"a\": ', !Ref P, ', \"b\": 1}']]";
    let found = written("a.yaml", &machine(joined), "definition_string");
    let whole = "'{\"a\": ', !Ref P, ', \"b\": 1}'";
    assert_eq!(found, [whole, "!Ref P", whole, whole]);
    let quoted = "!Join ['', ['{\"a\": \"', !Ref P, '\", \"b\": 1}']]";
    let found = written("a.yaml", &machine(quoted), "definition_string");
    assert_eq!(found, ["\"a\"", "!Ref P", "\"b\"", "1"]);
    let twice = "'{\"a\": 1, \"a\": 2}'";
    assert_eq!(
        written("a.yaml", &machine(twice), "definition_string"),
        ["\"a\"", "1", "\"a\"", "2"]
    );
    let escaped = "'{\"\\u0061\": 1}'";
    assert_eq!(written("a.yaml", &machine(escaped), "definition_string"), [escaped, escaped]);
}

#[test]
fn documents_in_json_have_places_inside() {
    let text = r#"{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
        "DefinitionString": "{\n\"a\": [1, {\"b\": \"x\\ty\"}]}"}}}}"#;
    let expected = [r#"\"a\""#, "1", r#"\"b\""#, r#"\"x\\ty\""#];
    assert_eq!(written("a.json", text, "definition_string"), expected);
}

#[test]
fn documents_in_terraform_have_places_inside() {
    let machine = |definition: &str| {
        format!("resource \"aws_sfn_state_machine\" \"m\" {{\n  definition = {definition}\n}}\n")
    };
    let check = |definition: &str, expected: &[&str]| {
        assert_eq!(written("a.tf", &machine(definition), "definition"), expected, "{definition}");
    };
    check("<<EOT\n{\n  \"a\": [\"x\\ny\"]\n}\nEOT", &["\"a\"", "\"x\\ny\""]);
    check("<<-EOT\n    {\n      \"a\": [1]\n    }\n  EOT", &["\"a\"", "1"]);
    check(r#""{\"a\": \"x\"}""#, &[r#"\"a\""#, r#"\"x\""#]);
    check(
        "<<EOT\n{\"a\": \"${var.x}\", \"b\": \"-${var.m[\"k\"]}\", \"c\": 1}\nEOT",
        &["\"a\"", "var.x", "\"b\"", "\"-${var.m[\"k\"]}\"", "\"c\"", "1"],
    );
}

#[test]
fn container_definitions_in_terraform_have_places_inside() {
    let text = "resource \"aws_ecs_task_definition\" \"t\" {\n  family = \"t\"\n  container_definitions = <<EOT\n[{\n  \"portMappings\": [{\"containerPort\": 80}],\n  \"image\": \"a:1\", \"name\": \"web\", \"memory\": 128\n}]\nEOT\n}\n";
    let mut found = written("a.tf", text, "container_definitions");
    found.sort();
    let mut expected = [
        "\"portMappings\"",
        "\"containerPort\"",
        "80",
        "\"image\"",
        "\"a:1\"",
        "\"name\"",
        "\"web\"",
        "\"memory\"",
        "128",
    ];
    expected.sort_unstable();
    assert_eq!(found, expected);
}
