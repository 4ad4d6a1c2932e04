//! What templates say: functions, parameters, and what is declared beside resources.

use formwork::ir::lifted::{Data, Manifest, Node};
use formwork::manifest::cloudformation::{is_template, lift};

use crate::show::{show, yaml};

pub(crate) fn manifest(text: &str) -> Manifest {
    let parsed = yaml(text);
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    lift(parsed.root, text, "test", &[])
}

/// What a function says, in a template with something of each sort.
fn value(function: &str) -> Node {
    let template = format!(
        "Parameters:
  Size: {{Type: Number, Default: 2}}
  Env: {{Type: String, Default: dev}}
  Free: {{Type: String}}
  Zones: {{Type: CommaDelimitedList, Default: 'a, b'}}
  Ami: {{Type: AWS::SSM::Parameter::Value<String>, Default: /aws/ami}}
Mappings:
  M:
    dev: {{A: 1, B: [x, y]}}
    prod: {{A: 3, B: [z]}}
Resources:
  Queue: {{Type: AWS::SQS::Queue}}
  Odd: {{Type: My::Own::Type}}
  It:
    Type: My::Own::Type
    Properties:
      Value: {function}
"
    );
    let manifest = manifest(&template);
    manifest.resources[2].properties.fields()[0].value.clone()
}

#[test]
fn functions_become_what_they_say() {
    let check = |function: &str, expected: &str| {
        assert_eq!(show(&value(function)), expected, "{function}");
    };
    check("!Ref Size", "<Size = 2>");
    check("!Ref Env", "<Env = \"dev\">");
    check("!Ref Free", "<Free = >");
    check("!Ref Zones", "<Zones = [\"a\", \"b\"]>");
    check("!Ref Ami", "import");
    check("!Ref AWS::Region", "Region");
    check("!Ref AWS::NoValue", "null");
    check("!Ref AWS::StackName", "unknown (it is known at deployment)");
    check("!Ref Queue", "resource 0's url");
    check("!GetAtt Queue.Arn", "resource 0's arn");
    check("!Ref Odd", "resource 1's ref");
    check("!GetAtt Odd.Some.Thing", "resource 1's Some.Thing");
    check("!Ref Nothing", "unknown (`Nothing` is no parameter or resource of the template)");
    check("!Sub 'a'", "\"a\"");
    check("!Sub '${Env}'", "<Env = \"dev\">");
    check("!Sub 'x-${Env}-${AWS::Region}'", "(\"x-\" + <Env = \"dev\"> + \"-\" + Region)");
    check(
        "!Sub ['${a}/${Queue.Arn}${!b}', {a: !Ref Size}]",
        "(<Size = 2> + \"/\" + resource 0's arn + \"${b}\")",
    );
    check("!Sub ['${a}', {a: 1}]", "\"1\"");
    check("!Join ['-', [a, 1, b]]", "\"a-1-b\"");
    check("!Join ['', [a, !Ref Env]]", "(\"a\" + <Env = \"dev\">)");
    check("!Join ['/', !Ref Zones]", "\"a/b\"");
    check("!Split [',', 'a,b']", "[\"a\", \"b\"]");
    check("!Select [1, !Split [',', 'a,b']]", "\"b\"");
    check("!Select ['0', [a, b]]", "\"a\"");
    check("!Select [1, !Ref Zones]", "<Zones = [\"a\", \"b\"]>[1]");
    check("!Select [1, !GetAZs '']", "zone 1");
    check("!Select [0, !GetAZs {Ref: AWS::Region}]", "zone 0");
    check("!Select [0, {Fn::GetAZs: null}]", "zone 0");
    check("!FindInMap [M, dev, A]", "1");
    check("!FindInMap [M, !Ref Env, B]", "[\"x\", \"y\"]");
    check("!FindInMap [M, !Ref Free, A]", "(1 | 3)");
    check("!FindInMap [M, !If [c, dev, prod], A]", "(1 | 3)");
    check("!FindInMap [M, !Ref AWS::Region, A, {DefaultValue: 9}]", "(1 | 3 | 9)");
    check("!FindInMap [M, none, A]", "unknown (this `Fn::FindInMap` is not resolved)");
    check("!If [c, 1, !Ref AWS::NoValue]", "(1 | null)");
    check("[!If [c, 1, !Ref AWS::NoValue], 2]", "[(1 | null), 2]");
    check("!If [c, !If [d, 1, 2], 3]", "((1 | 2) | 3)");
    check("!Base64 {Fn::Sub: 'a${Env}'}", "(\"a\" + <Env = \"dev\">)");
    check("!ImportValue x", "unknown (another stack exports it)");
    check("'{{resolve:secretsmanager:x}}'", "\"{{resolve:secretsmanager:x}}\"");
    check("!Cidr [a, 1, 2]", "unknown (this `Fn::Cidr` is not resolved)");
    check(
        "{Fn::Transform: {Name: AWS::Include}}",
        "unknown (a macro or a loop makes a part of it)",
    );
    check(
        "{a: 1, Fn::Transform: {Name: AWS::Include}}",
        "unknown (a macro or a loop makes a part of it)",
    );
    check(
        "{a: {Fn::ForEach::x: [i, [1], {b: 2}]}}",
        "{a: unknown (a macro or a loop makes a part of it)}",
    );
    check("{Rain::Embed: x}", "unknown (a macro or a loop makes a part of it)");
    check("!Rain::Embed x", "unknown (the tag `!Rain::Embed` is not understood)");
    check("{Condition: {StringEquals: {a: b}}}", "{Condition: {StringEquals: {a: \"b\"}}}");
    for odd in [
        "!If [c, 1]",
        "!Join x",
        "!Select [a, b]",
        "!Sub {a: 1}",
        "!GetAtt x",
        "!Ref [a]",
        "!FindInMap x",
        "!Split ['', a]",
        "!Sub [a]",
    ] {
        assert!(matches!(value(odd).data, Data::Unknown(_)), "{odd}");
    }
}

#[test]
fn parts_of_a_text_know_where_they_stand() {
    let text = "Parameters: {Env: {Type: String}}\nResources:\n  A:\n    Type: X::Y::Z\n    Properties:\n      N: !Sub \"ä-${Env}-b\"\n";
    let manifest = manifest(text);
    let name = manifest.resources[0].property("N").unwrap();
    let Data::Concat(parts) = &name.data else { panic!("{name:?}") };
    let written: Vec<_> =
        parts.iter().map(|it| &text[it.span.start as usize..it.span.end as usize]).collect();
    assert_eq!(written, ["ä-", "${Env}", "-b"]);
}

#[test]
fn resources_have_their_places_and_what_stands_beside() {
    let text = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Condition: c\n    DependsOn: [Topic, Nothing]\n    DeletionPolicy: Retain\n    Properties:\n      QueueName: q\n\n  Topic:\n    Type: AWS::SNS::Topic\n";
    let manifest = manifest(text);
    let [queue, topic] = manifest.resources.as_slice() else { panic!("two resources") };
    let at = |span: formwork::ir::lifted::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(queue.kind_name(), "sqs/queue");
    assert_eq!(at(queue.head), "Queue");
    assert!(at(queue.span).starts_with("Queue:\n") && at(queue.span).ends_with("QueueName: q"));
    let keys: Vec<_> = queue.meta.fields().iter().map(|field| &*field.key).collect();
    assert_eq!(keys, ["Condition", "DependsOn", "DeletionPolicy"]);
    assert_eq!(queue.keep, formwork::ir::Keep::Retain);
    assert_eq!(queue.after, [formwork::ir::ResourceId(1)]);
    assert_eq!(show(&topic.properties), "{}");
    assert!(topic.properties.lacks("name"));
}

#[test]
fn choices_on_the_way_to_a_property_are_read_branch_by_branch() {
    let text = "Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      DeploymentConfiguration: !If
      - c
      - {MinimumHealthyPercent: 50}
      - {MinimumHealthyPercent: 100, MaximumPercent: 200}
      NetworkConfiguration: !Rain::Embed x
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Dimensions:
      - {Name: A, Value: a}
      - !If [c, {Name: B, Value: b}, !Ref AWS::NoValue]
      - !If [c, {Name: C, Value: c}, {Name: C, Value: d}]
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetGroupAttributes:
      - !If [c, {Key: deregistration_delay.timeout_seconds, Value: '30'}, !Ref AWS::NoValue]
  Open:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetGroupAttributes: !Ref Attributes
";
    let manifest = manifest(text);
    let check = |resource: usize, path: &str, expected: &str| {
        let node = manifest.resources[resource].properties.at(path);
        assert_eq!(node.map(show).as_deref(), Some(expected), "{path}");
    };
    check(0, "deployment_minimum_healthy_percent", "(50 | 100)");
    check(0, "deployment_maximum_percent", "(null | 200)");
    check(0, "network_configuration", "unknown (what it stands in is not known)");
    check(1, "dimensions", r#"{A: "a", B: ("b" | null), C: ("c" | "d")}"#);
    check(2, "deregistration_delay", "(30 | null)");
    check(3, "deregistration_delay", "unknown (what it stands in is not known)");
}

#[test]
fn what_is_declared_comes_after_the_resources() {
    let text = "Parameters:
  Env: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Key: {Type: String, NoEcho: true}
Mappings:
  M: {dev: {A: 1}}
Conditions:
  IsProd: !And [!Equals [!Ref Env, prod], !Not [!Equals ['', !Ref Key]]]
  On: !Equals [!Ref Env, true]
  Same: !Equals [!Ref Env, !Ref Key]
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Loop: {Fn::ForEach::x: [i, [a], {b: c}]}
  Fn::ForEach::y: [i, [a], {b: {Type: A::B::C}}]
  Odd: {Type: {Ref: Env}}
  Text: x
";
    let manifest = manifest(text);
    let listed: Vec<_> = manifest
        .resources
        .iter()
        .map(|it| format!("{} {} {}", it.kind_name(), it.address, show(&it.properties)))
        .collect();
    let expected = [
        "sqs/queue Queue {}",
        "parameter Parameters/Env {name: \"Env\", type: \"String\", default: \"dev\", allowed_values: [\"dev\", \"prod\"]}",
        "parameter Parameters/Key {name: \"Key\", type: \"String\", secret: true}",
        "mapping Mappings/M {index: unknown (each use has its own index), table: {dev: {A: 1}}}",
        "comparison Conditions/IsProd {left: \"Env\", right: \"prod\", decides: \"condition\"}",
        "comparison Conditions/IsProd/1 {left: \"Key\", right: \"\", decides: \"condition\"}",
        "comparison Conditions/On {left: \"Env\", right: true, decides: \"condition\"}",
    ];
    assert_eq!(listed, expected);
    assert_eq!(manifest.unread.len(), 4, "{:?}", manifest.unread);
}

#[test]
fn templates_are_told_from_other_documents() {
    let check = |text: &str, expected| {
        assert_eq!(is_template(&yaml(text).root), expected, "{text}");
    };
    check("AWSTemplateFormatVersion: 2010-09-09", true);
    check("Resources: {A: {Type: AWS::SQS::Queue}}", true);
    check(
        "{Transform: AWS::Serverless-2016-10-31, Resources: {F: {Type: AWS::Serverless::Function}}}",
        true,
    );
    check("Resources: {A: {Type: queue}}", false);
    check("kind: Deployment", false);
    check("[1, 2]", false);
    check("", false);
}
