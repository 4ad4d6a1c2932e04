//! Templates: what functions say, what is declared, and that reading stays linear.

use std::fmt::Write;

use formwork::ir::lifted::{Manifest, Node, declaration};
use formwork::manifest::cloudformation::lift;
use formwork::manifest::syntax::yaml;

use crate::place::{FILE, repeated, show, slice};

const TEMPLATE: &str = "
Parameters:
  Name: {Type: String, Default: shop}
  Bare: {Type: String}
  Password: {Type: String, NoEcho: true}
  Count: {Type: Number, Default: '3'}
  Names: {Type: CommaDelimitedList, Default: 'a, b'}
  Vpc: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>', Default: /net/vpc}
Mappings:
  Sizes:
    dev: {cpu: 256, names: [x, y]}
    prod: {cpu: 512, names: [z]}
  ByName:
    shop: {zone: shop.example}
Conditions:
  IsProd: !Equals [!Ref Bare, prod]
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Other: {Type: Custom::Other}
  Thing:
    Type: Custom::Thing
    Properties:
      P: ";

fn template(text: &str) -> Manifest {
    let parsed = yaml::parse(FILE, text);
    assert!(parsed.problems.is_empty(), "{text}: {:?}", parsed.problems);
    lift(parsed.root, text, "stack", &[])
}

/// What a property that is written like this becomes.
fn property(written: &str) -> (String, Node) {
    let text = format!("{TEMPLATE}{written}\n");
    let manifest = template(&text);
    let thing = manifest.resources.iter().find(|it| it.address == "Thing").unwrap();
    let value = thing.properties.fields()[0].value.clone();
    (text, value)
}

fn check(written: &str, expected: &str) {
    assert_eq!(show(&property(written).1), expected, "{written}");
}

#[test]
fn references_name_what_they_refer_to() {
    check("!Ref Name", r#"$Name = "shop""#);
    check("!Ref Bare", "$Bare");
    check("!Ref Password", "$Password!");
    check("!Ref Count", "$Count = 3");
    check("!Ref Names", r#"$Names = ["a", "b"]"#);
    check("!Ref Vpc", "import 0");
    check("!Ref Queue", "#0.url");
    check("!Ref Other", "#1.ref");
    check("!Ref Nothing", "?");
    check("!Ref [Queue]", "?");
    check("!Ref AWS::Region", "Region");
    check("!Ref AWS::AccountId", "Account");
    check("!Ref AWS::Partition", "Partition");
    check("!Ref AWS::URLSuffix", "UrlSuffix");
    check("!Ref AWS::NoValue", "null");
    check("!Ref AWS::StackName", "?");
    check("!GetAtt Queue.Arn", "#0.arn");
    check("!GetAtt [Queue, Arn]", "#0.arn");
    check("{'Fn::GetAtt': Queue.Arn}", "#0.arn");
    check("!GetAtt Queue.QueueName", "#0.name");
    check("!GetAtt Other.Outputs.Url", "#1.Outputs.Url");
    check("!GetAtt Nothing.Arn", "?");
    check("!GetAtt Queue", "?");
    check("{Ref: Queue, B: 1}", r#"{Ref: "Queue", B: 1}"#);
    check("[{A: !Ref Queue}]", "[{A: #0.url}]");
}

#[test]
fn substitutions_become_their_parts() {
    check("!Sub plain", r#""plain""#);
    check("!Sub ''", r#""""#);
    check("!Sub '${Name}'", r#"$Name = "shop""#);
    check("!Sub 'a-${Name}-${AWS::Region}'", r#"("a-" + $Name = "shop" + "-" + Region)"#);
    check("!Sub '${Queue}/${Queue.Arn}'", r#"(#0.url + "/" + #0.arn)"#);
    check("!Sub 'echo ${!HOME} ${Name}'", r#"("echo ${HOME} " + $Name = "shop")"#);
    check("!Sub 'echo ${!HOME}'", r#""echo ${HOME}""#);
    check("!Sub '${Nothing}'", "?");
    check("!Sub 'a${'", r#""a${""#);
    check("!Sub ['${A}-${Name}', {A: b}]", r#"("b-" + $Name = "shop")"#);
    check("!Sub ['${A}-${A}', {A: b}]", r#""b-b""#);
    check("!Sub ['${A.B}', {A.B: !GetAtt Queue.Arn}]", "#0.arn");
    check("!Sub ['${Name}', {Name: other}]", r#""other""#);
    check("!Sub ['${A}', {A: !If [IsProd, x, y]}]", r#"<"x" | "y">"#);
    check("!Sub ['a']", "?");
    check("!Sub [!Ref Name, {A: b}]", "?");
    check("!Sub {A: b}", "?");
}

#[test]
fn lists_are_joined_picked_and_split() {
    check("!Join ['-', [a, b, 1]]", r#""a-b-1""#);
    check("!Join ['', [a, !Ref Bare, b]]", r#"("a" + $Bare + "b")"#);
    check("!Join [',', !Split ['-', a-b]]", r#""a,b""#);
    check("!Join [',', []]", r#""""#);
    check("!Join [',', !Ref Bare]", "?");
    check("!Join [',']", "?");
    check("!Select [1, [a, b]]", r#""b""#);
    check("!Select ['1', [a, b]]", r#""b""#);
    check("!Select [2, [a, b]]", r#"["a", "b"][2]"#);
    check("!Select [-1, [a, b]]", "?");
    check("!Select [!Ref Bare, [a, b]]", "?");
    check("!Select [1, !Ref Names]", r#"$Names = ["a", "b"][1]"#);
    check("!Select [1, !Split ['/', a/b/c]]", r#""b""#);
    check("!Select [0, !GetAtt Queue.List]", "#0.List[0]");
    check("!Select [0, !GetAZs '']", "zone 0");
    check("!Select [1, !GetAZs {Ref: AWS::Region}]", "zone 1");
    check("!Select [1, !GetAZs us-east-1]", "?");
    check("!GetAZs ''", "?");
    check("!Split [',', 'a,b']", r#"["a", "b"]"#);
    check("!Split [o, !Ref Name]", r#"["sh", "p"]"#);
    check("!Split [',', !Ref Bare]", "?");
    check("!Split ['', ab]", "?");
}

#[test]
fn mappings_are_looked_up_as_far_as_keys_are_known() {
    check("!FindInMap [Sizes, dev, cpu]", "256");
    check("!FindInMap [Sizes, dev, names]", r#"["x", "y"]"#);
    check("!FindInMap [ByName, !Ref Name, zone]", r#""shop.example""#);
    check("!FindInMap [Sizes, !Ref Bare, cpu]", "<256 | 512>");
    check("!FindInMap [Sizes, dev, !Ref Bare]", r#"<256 | ["x", "y"]>"#);
    check("!FindInMap [ByName, !Ref Bare, zone]", r#""shop.example""#);
    check("!FindInMap [Sizes, test, cpu]", "?");
    check("!FindInMap [Sizes, dev, gpu]", "?");
    check("!FindInMap [Nothing, dev, cpu]", "?");
    check("!FindInMap [!Ref Bare, dev, cpu]", "?");
    check("!FindInMap [Sizes, dev]", "?");
}

#[test]
fn choices_keep_their_branches() {
    check("!If [IsProd, 1, 2]", "<1 | 2>");
    check("!If [IsProd, !Ref Name, !Ref AWS::NoValue]", r#"<$Name = "shop" | null>"#);
    check("!If [IsProd, {A: 1}, [2]]", "<{A: 1} | [2]>");
    check("!If [IsProd, !If [Is, 1, 2], 3]", "<<1 | 2> | 3>");
    check("[!If [IsProd, a, !Ref AWS::NoValue], b]", r#"[<"a" | null>, "b"]"#);
    check("!If [IsProd, 1]", "?");
    check("!If IsProd", "?");
    let (_, value) = property("!If [IsProd, !Ref AWS::NoValue, !Ref AWS::NoValue]");
    assert!(value.is_absent());
}

#[test]
fn other_functions_are_what_is_known_of_them() {
    check("!Base64 text", r#""text""#);
    check("!Base64 {'Fn::Sub': 'x ${Name}'}", r#"("x " + $Name = "shop")"#);
    check("!ToJsonString {A: !Ref Bare}", "{A: $Bare}");
    check("!ImportValue other", "?");
    check("!Cidr [10.0.0.0/16, 2, 8]", "?");
    check("!Transform {Name: Include}", "?");
    check("{'Fn::Oops': 1}", "?");
    check("{'Fn::ForEach::X': [A, [a], {B: c}], D: 1}", "?");
}

#[test]
fn values_have_the_place_of_what_they_are() {
    let check = |written: &str, expected: &str| {
        let (text, value) = property(written);
        assert_eq!(slice(&text, value.known().span), expected, "{written}");
    };
    check("!Ref Name", "shop");
    check("!Ref Bare", "!Ref Bare");
    check("!FindInMap [Sizes, dev, cpu]", "256");
    check("!FindInMap [Sizes, !Ref Bare, cpu]", "!FindInMap [Sizes, !Ref Bare, cpu]");
    check("!Select [1, [a, b]]", "b");
    check("!Select [1, !Ref Names]", "'a, b'");
    check("!Select [0, !Split [o, !Ref Name]]", "shop");
    check("!Sub 'a-${Name}'", "!Sub 'a-${Name}'");
    check("!Sub 'a'", "!Sub 'a'");
    check("!Join ['', [a, b]]", "!Join ['', [a, b]]");
    check("{'Fn::Base64': x}", "x");
    check("!If [IsProd, 1, 2]", "!If [IsProd, 1, 2]");
    let (text, value) = property("!If [IsProd, 1, !Ref Count]");
    let branches: Vec<_> = value.branches().iter().map(|it| slice(&text, it.span)).collect();
    assert_eq!(branches, ["1", "'3'"]);
}

/// What is declared beside resources, a line each.
fn declarations(text: &str) -> Vec<String> {
    let manifest = template(text);
    let declared =
        manifest.resources.iter().filter(|it| it.kind.is_some_and(declaration::is_declaration));
    let line = |it: &formwork::ir::lifted::Resource| {
        format!("{} «{}» {}", it.address, slice(text, it.head), show(&it.properties))
    };
    declared.map(line).collect()
}

#[test]
fn parameters_mappings_and_comparisons_are_declared() {
    let text = "
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Env: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Password: {Type: String, NoEcho: true}
Mappings:
  Sizes: {dev: {cpu: 256}}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Swapped: !Equals [prod, !Ref Env]
  Same: !Equals [!Ref Env, !Ref Password]
  Both: !And [!Condition IsProd, !Not [!Equals [!Ref AWS::Region, eu-west-1]]]
";
    assert_eq!(
        declarations(text),
        [
            r#"Parameters/Env «Env» {name: "Env", type: "String", default: "dev", allowed_values: ["dev", "prod"]}"#,
            r#"Parameters/Password «Password» {name: "Password", type: "String", secret: true}"#,
            "Mappings/Sizes «Sizes» {index: ?, table: {dev: {cpu: 256}}}",
            r#"Conditions/IsProd «IsProd» {left: "Env", right: "prod", decides: "condition"}"#,
            r#"Conditions/Swapped «Swapped» {left: "Env", right: "prod", decides: "condition"}"#,
            r#"Conditions/Both «Both» {left: "AWS::Region", right: "eu-west-1", decides: "condition"}"#,
        ]
    );
}

#[test]
fn resources_keep_what_stands_beside_their_properties() {
    let text = "
Resources:
  A: {Type: AWS::SQS::Queue, DependsOn: [B, Nothing], DeletionPolicy: Retain, Condition: IsProd}
  B: {Type: Custom::B, Properties: {X: !Ref A}}
  C: {Properties: {X: 1}}
  D: text
  B: {Type: Custom::B2}
";
    let manifest = lift(yaml::parse(FILE, text).root, text, "stack", &[]);
    let line = |it: &formwork::ir::lifted::Resource| {
        format!("{} {} {:?} {:?} {}", it.address, it.kind_name(), it.keep, it.after, show(&it.meta))
    };
    assert_eq!(
        manifest.resources.iter().map(line).collect::<Vec<_>>(),
        [
            r#"A sqs/queue Retain [ResourceId(1)] {DependsOn: ["B", "Nothing"], DeletionPolicy: "Retain", Condition: "IsProd"}"#,
            "B Custom::B2 Delete [] {}",
        ]
    );
    let unread: Vec<_> = manifest.unread.iter().map(|it| slice(text, it.span)).collect();
    assert_eq!(unread, ["C", "D", "Nothing"]);
}

#[test]
fn templates_without_their_sections_are_read() {
    for text in [
        "",
        "[]",
        "Resources:",
        "Resources: []",
        "Resources: {A: }",
        "Parameters: [1]",
        "Conditions: [1]",
        "Mappings: 1",
        "Resources: {A: {Type: !Ref B}}",
        "Oops: 1",
    ] {
        let manifest = lift(yaml::parse(FILE, text).root, text, "stack", &[]);
        assert_eq!(manifest.resources.len(), 0, "{text}");
    }
}

#[test]
fn what_is_looked_up_in_a_large_mapping_is_bounded() {
    let table = |rows: usize| {
        let rows = repeated(0..rows, |it| format!("    r{it}: {{a: 1, b: 2}}\n"));
        let mut text =
            format!("Parameters:\n  P: {{Type: String}}\nMappings:\n  M:\n{rows}Resources:\n");
        for number in 0..50 {
            writeln!(text, "  R{number}: {{Type: Custom::R, Properties: {{X: !FindInMap [M, !Ref P, !Ref P]}}}}").unwrap();
        }
        let manifest = template(&text);
        manifest.resources[0].properties.get("X").unwrap().branches().len()
    };
    assert_eq!((table(3), table(300)), (6, 32));
}
