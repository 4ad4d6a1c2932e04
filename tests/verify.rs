//! Verification of stacks: each mistake is found, and what formwork makes has none.

use formwork::diag::Diagnostic;
use formwork::ir::graph::Knob;
use formwork::ir::value::{KnobId, ResourceId};
use formwork::ir::verify::{Across, verify, verify_size};
use formwork::ir::{ImportKind, KnobType, Resource, Scope, Stack, Value, ec2, ssm};

fn parameter(path: &str) -> Resource {
    Resource::new(path, &ssm::PARAMETER)
        .set("name", "/demo/x")
        .set("type", "String")
        .set("insecure_value", "x")
}

#[track_caller]
fn finds(found: &[Diagnostic], rule: &str, says: &str) {
    let told: Vec<_> = found.iter().map(|it| format!("{} {}", it.rule, it.message)).collect();
    let right = matches!(found, [it] if it.rule == rule && it.message.contains(says));
    assert!(right, "expected one {rule} with `{says}`: {told:#?}");
}

fn stack_of(resources: impl IntoIterator<Item = Resource>) -> Stack {
    let mut stack = Stack::new("demo", "A stack");
    stack.resources.extend(resources);
    stack
}

#[test]
fn a_sound_stack_has_no_findings() {
    let found = verify(&stack_of([parameter("a/b"), parameter("a/c")]));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn rows_that_are_required_or_diverge_are_set() {
    let bare = Resource::new("a/parameter", &ssm::PARAMETER).set("name", "x").set("type", "String");
    finds(&verify(&stack_of([bare])), "FW0050", "needs `insecure_value`");
    let kinds = formwork::ir::kinds::all();
    let row = kinds.flat_map(|kind| kind.rows.iter().map(move |row| (kind, row)));
    let (kind, row) = row.into_iter().find(|(_, row)| row.explicit && !row.required).unwrap();
    let found = verify(&stack_of([Resource::new("a/b", kind)]));
    let named = format!("`{}`", row.name);
    assert!(
        found.iter().any(|it| it.rule == "FW0052" && it.message.contains(&named)),
        "{found:#?}"
    );
}

#[test]
fn references_lead_somewhere() {
    let with =
        |value: Value| stack_of([parameter("a/b").set("insecure_value", value), parameter("a/c")]);
    let stack = with(ResourceId(9).get("arn"));
    finds(&verify(&stack), "FW0050", "a resource that is not there");
    let stack = with(ResourceId(1).get("color"));
    finds(&verify(&stack), "FW0050", "no attribute `color`");
    finds(&verify(&with(Value::Knob(KnobId(3)))), "FW0050", "a knob that is not there");
    let unknown = Value::Unknown { why: "no value".into(), place: "main.tf:3".into() };
    finds(&verify(&with(unknown)), "FW0055", "no value");
}

#[test]
fn names_that_collide_are_found() {
    let stack = stack_of([parameter("web-api/b"), parameter("web_api/b")]);
    finds(&verify(&stack), "FW0051", "`web_api/b` and `web-api/b`");
    let mut stack = stack_of([parameter("web/b"), parameter("web/c")]);
    stack.resources[1].recorded_id = Some("WebB".to_owned());
    finds(&verify(&stack), "FW0051", "same name");
    let mut stack = stack_of([]);
    for path in ["web-api/count", "web/api-count"] {
        stack.knobs.push(knob(path));
    }
    finds(&verify(&stack), "FW0051", "same name");
}

fn knob(path: &str) -> Knob {
    let mut stack = Stack::new("x", "");
    let values = [1, 2].map(formwork::ir::Literal::Integer).to_vec();
    stack.vary(path.to_owned(), "count", KnobType::Number(0, 9), "A count", values);
    stack.knobs.swap_remove(0)
}

#[test]
fn a_variable_is_not_called_what_terraform_keeps() {
    let mut stack = stack_of([parameter("a/b")]);
    stack.knobs.push(knob("count"));
    finds(&verify(&stack), "FW0050", "`count`");
}

#[test]
fn imports_are_provided_by_an_earlier_stack_in_the_same_place() {
    let provider = || {
        let mut stack = stack_of([Resource::new("platform/vpc", &ec2::VPC)]);
        stack.name = "platform".to_owned();
        stack.output("vpc-id", ImportKind::VpcId, ResourceId(0).get("id"));
        stack
    };
    let importer = |stack: &str, output: &str, kind| {
        let mut importer = Stack::new("web", "");
        importer.import(stack, output, kind);
        importer
    };
    let judge = |provider: Stack, importer: Stack| {
        let mut across = Across::default();
        assert!(across.add(&provider).is_empty());
        across.add(&importer)
    };
    assert!(judge(provider(), importer("platform", "vpc-id", ImportKind::VpcId)).is_empty());
    for (importer, says) in [
        (importer("network", "vpc-id", ImportKind::VpcId), "no earlier stack"),
        (importer("platform", "subnet-ids", ImportKind::VpcId), "no such output"),
        (importer("platform", "vpc-id", ImportKind::Text), "imported as a Text"),
        (
            importer("platform", "vpc-id", ImportKind::VpcId)
                .scope(Scope::Region("us-east-1".into())),
            "another region or account",
        ),
    ] {
        finds(&judge(provider(), importer), "FW0053", says);
    }
}

#[test]
fn stacks_that_are_too_large_are_found() {
    let stack = stack_of((0..501).map(|number| parameter(&format!("a/{number}"))));
    finds(&verify(&stack), "FW0054", "501 resources");
    let mut stack = stack_of([]);
    stack.knobs.extend((0..201).map(|number| knob(&format!("a/{number}"))));
    finds(&verify(&stack), "FW0054", "201 parameters");
    assert!(verify_size("web", 1_000_000).is_none());
    let found = verify_size("web-base", 1_000_001).unwrap();
    assert!(found.help.starts_with("split `web`"), "{}", found.help);
}
