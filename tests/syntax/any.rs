//! Any text at all, and templates with something changed: the bodies of the fuzz targets.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use formwork::manifest::cloudformation::lift;

use crate::show::{json, show, written, yaml};

#[path = "../../fuzz/bodies.rs"]
mod bodies;

/// A template with most of what the front end understands.
const TEMPLATE: &str = include_str!("any/template.yaml");
/// The same in JSON.
const TWIN: &str = include_str!("any/template.json");

/// Parts that parsers stumble over.
const ODD: &[&str] = &[
    "\u{feff}",
    "\0",
    "\r",
    "\r\n",
    "\t",
    "ä",
    "\u{2028}",
    "𝄞",
    "&a ",
    "*a",
    "<<: ",
    "!Ref ",
    "!Sub ",
    "!If [",
    "!GetAtt ",
    "!",
    "!!str ",
    "!<x> ",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
    "- ",
    "? ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "|",
    ">",
    "|-\n",
    "#",
    " # c\n",
    "\n",
    "\n  ",
    "${",
    "}",
    "//",
    "/*",
    "*/",
    "\\",
    "\\u",
    "~",
    "null",
    "0x",
    "1e9",
    "-",
    "`",
    "@",
    "Fn::",
    "Ref",
    "Type",
    "Resources:\n",
    "{\"Ref\": \"A\"}",
    "{\"Fn::Join\": [\"\", [",
    "]}",
    "{{resolve:ssm:x}}",
    "Fn::ForEach::x",
];

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Runs every body on texts like these.
fn check(cases: u32, texts: &impl Strategy<Value = String>) {
    let all = |text: String| {
        bodies::yaml(&text);
        bodies::json(&text);
        bodies::cloudformation(&text);
        Ok(())
    };
    if let Err(failure) = runner(cases).run(texts, all) {
        panic!("{failure}");
    }
}

/// Text made of odd parts.
fn patched() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(ODD), 0..24).prop_map(|parts| parts.concat())
}

/// A template with a part taken out, another put in, or two swapped.
fn mutated() -> impl Strategy<Value = String> {
    let base = prop::sample::select(vec![TEMPLATE, TWIN]);
    let edit = (any::<prop::sample::Index>(), 0..40_usize, prop::sample::select(ODD));
    (base, prop::collection::vec(edit, 1..6)).prop_map(|(base, edits)| {
        let mut text: Vec<char> = base.chars().collect();
        for (index, length, patch) in edits {
            let start = index.index(text.len().max(1)).min(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, patch.chars());
        }
        text.into_iter().collect()
    })
}

/// What was found once: a text that is folded to one as long as it would be between quotes.
#[test]
fn texts_that_were_hard_once_are_read() {
    for text in ["!GetAtt ${\n  %YAML 1.1\nä", "Resources: {A: {Type: a::b, P: !Sub a\n  ä}}"] {
        bodies::yaml(text);
        bodies::cloudformation(text);
    }
}

#[test]
fn any_text_is_read_without_panic() {
    check(2_000, &".{0,200}");
}

#[test]
fn odd_parts_are_read_without_panic() {
    check(4_000, &patched());
}

/// Files of each kind, to be changed, by which of the names fits.
const FILES: &[(u8, &str)] = &[
    (0, TEMPLATE),
    (1, TWIN),
    (
        7,
        "FROM a:1 AS b\nARG X=1\nENV A=${X} B=\"c d\"\nRUN [\"sh\", \"-c\", \"x\"]\nCMD run \\\n  it\n",
    ),
    (
        8,
        "services:\n  web:\n    image: a:${TAG:-1}\n    ports: ['80:80', 1]\n    environment: {A: 1}\n",
    ),
    (
        3,
        "resource \"aws_ecs_task_definition\" \"t\" {\n  container_definitions = <<-EOT\n    [{\"name\": \"${var.n}\", \"image\": \"ä:1\", \"environment\": [{\"name\": \"A\", \"value\": \"b\"}]}]\n  EOT\n}\nvariable \"n\" { default = \"web\" }\n",
    ),
    (1, "{\"family\": \"f\", \"containerDefinitions\": [{\"name\": \"a\", \"image\": \"b\"}]}"),
    (
        0,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub |\n        {\"States\": {\"ä\": {\"Type\": \"Task\", \"Resource\": \"${M.Arn}\"}}}\n",
    ),
];

/// Bytes of such a file with some taken out and others put in, and lines swapped.
fn changed() -> impl Strategy<Value = Vec<u8>> {
    let odd = prop_oneof![
        3 => prop::sample::select(ODD).prop_map(|it| it.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    let edit = (any::<prop::sample::Index>(), 0..12_usize, odd);
    let swap = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let edits = (prop::collection::vec(edit, 0..5), prop::collection::vec(swap, 0..3));
    let choice = (any::<u8>(), prop::sample::select(vec![true, true, false]));
    (choice, prop::sample::select(FILES), edits).prop_map(
        |(choice, (name, text), (edits, swaps))| {
            let (choice, fits) = choice;
            let choice = if fits { name * 2 + choice % 2 } else { choice };
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            for (one, other) in swaps {
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
            }
            let mut bytes = lines.concat().into_bytes();
            for (index, length, patch) in edits {
                let start = index.index(bytes.len() + 1);
                let end = (start + length).min(bytes.len());
                bytes.splice(start..end, patch);
            }
            bytes.insert(0, choice);
            bytes
        },
    )
}

#[test]
fn any_file_is_read_and_every_place_is_in_it() {
    runner(1_500)
        .run(&prop::collection::vec(any::<u8>(), 0..80), |bytes| {
            bodies::read(&bytes);
            Ok(())
        })
        .unwrap();
    runner(2_500)
        .run(&changed(), |bytes| {
            bodies::read(&bytes);
            Ok(())
        })
        .unwrap();
}

#[test]
fn changed_templates_are_read_without_panic() {
    check(600, &mutated());
}

/// A manifest without its places.
fn said(manifest: &formwork::ir::lifted::Manifest) -> String {
    let resources = manifest.resources.iter().map(|it| {
        let (kind, address) = (it.kind_name(), &it.address);
        let (after, keep) = (&it.after, it.keep);
        let (properties, meta) = (show(&it.properties), show(&it.meta));
        format!("{kind} {address} {after:?} {keep:?}\n  {properties}\n  {meta}\n")
    });
    let unread = manifest.unread.iter().map(|it| format!("unread: {}\n", it.why));
    resources.chain(unread).collect::<String>() + &format!("{:?}", manifest.frame)
}

#[test]
fn a_template_and_its_twin_in_json_say_the_same() {
    let both = [(yaml(TEMPLATE), TEMPLATE), (json(TWIN), TWIN)].map(|(parsed, text)| {
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        said(&lift(parsed.root, text, "twin", &[]))
    });
    assert!(both[0].lines().count() > 20, "{}", both[0]);
    assert_eq!(both[0], both[1]);
}

/// Pairs that differ in what they say: the JSON is of another version, or was made by a tool that
/// takes `Yes` for text.
const UNEQUAL: &[&str] = &[
    "AWSSupplyChain/SapPrivateLink/SapPrivateLink.yaml",
    "AWSSupplyChain/SapPrivateLink/SapPrivateLinkNoHostedZone.yaml",
    "AutoScaling/AutoScalingRollingUpdates.yaml",
    "AutoScaling/AutoScalingScheduledAction.yaml",
    "EC2/EC2_Instance_With_Ephemeral_Drives.yaml",
    "EC2/EIP_With_Association.yaml",
    "EC2/InstanceWithCfnInit.yaml",
    "ECS/EC2LaunchType/clusters/private-vpc.yaml",
    "ECS/EC2LaunchType/clusters/public-vpc.yaml",
    "NeptuneDB/Neptune.yaml",
    "Solutions/ADConnector/templates/ADCONNECTOR.cfn.yaml",
    "Solutions/AmazonCloudWatchAgent/inline/centos.yaml",
    "Solutions/AmazonCloudWatchAgent/inline/redhat.yaml",
    "Solutions/AmazonCloudWatchAgent/inline/suse.yaml",
    "Solutions/AmazonCloudWatchAgent/ssm/centos.yaml",
    "Solutions/AmazonCloudWatchAgent/ssm/redhat.yaml",
    "Solutions/AmazonCloudWatchAgent/ssm/suse.yaml",
    "Solutions/DirectoryServiceSettings/templates/DIRECTORY_SETTINGS.cfn.yaml",
    "Solutions/ManagedAD/templates/MANAGEDAD.cfn.yaml",
    "Solutions/VPCFlowLogs/templates/VPCFlowLogs-main.cfn.yaml",
];

/// A manifest without the order of what stands beside properties, and without reasons that only one
/// syntax has.
fn said_in_any_order(text: &str, parsed: formwork::manifest::source::Parsed) -> String {
    let mut manifest = lift(parsed.root, text, "twin", &[]);
    for resource in &mut manifest.resources {
        if let formwork::ir::lifted::Data::Object(fields) = &mut resource.meta.data {
            fields.sort_by(|one, other| one.key.cmp(&other.key));
        }
    }
    let tag = "the tag `!Rain::Embed` is not understood";
    said(&manifest).replace(tag, "a macro or a loop makes a part of it")
}

#[test]
#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "it reads the corpus, if any")]
fn twins_in_the_corpus_say_the_same() {
    let corpus = std::env::var("FORMWORK_CORPUS").unwrap_or("../shared/corpus".to_owned());
    let folder = std::path::Path::new(&corpus).join("aws-cloudformation-templates");
    if !folder.is_dir() {
        eprintln!("no {}: nothing to compare", folder.display());
        return;
    }
    let (mut equal, mut unequal) = (0, Vec::new());
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|it| it != "yaml") {
            continue;
        }
        let texts = [path, &path.with_extension("json")].map(std::fs::read_to_string);
        let [Ok(ours), Ok(theirs)] = texts else { continue };
        if said_in_any_order(&ours, yaml(&ours)) == said_in_any_order(&theirs, json(&theirs)) {
            equal += 1;
        } else {
            let name = path.strip_prefix(&folder).expect("it is in the folder");
            unequal.push(name.to_string_lossy().into_owned());
        }
    }
    assert_eq!(unequal, UNEQUAL);
    assert!(equal > 100, "only {equal} pairs are equal");
}

/// Any document of JSON.
fn document() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value as Json;
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-1e6..1e6_f64).prop_map(Json::from),
        "\\PC{0,12}".prop_map(Json::from),
        "[ -~\t\n]{0,12}".prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let key = "[a-zA-Z:. ä-]{0,8}";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::btree_map(key, inner, 0..5)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

/// JSON is YAML, as long as keys are short.
#[test]
fn documents_of_json_say_the_same_as_yaml() {
    runner(400)
        .run(&document(), |document| {
            for text in [document.to_string(), serde_json::to_string_pretty(&document).unwrap()] {
                let (as_json, as_yaml) = (json(&text), yaml(&text));
                prop_assert!(as_json.problems.is_empty(), "{:?}", as_json.problems);
                prop_assert!(as_yaml.problems.is_empty(), "{:?} {text}", as_yaml.problems);
                prop_assert_eq!(show(&as_json.root), show(&as_yaml.root));
                prop_assert_eq!(written(&as_json, &text), written(&as_yaml, &text));
            }
            Ok(())
        })
        .unwrap();
}
