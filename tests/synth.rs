//! What comes out of the examples: snapshots of every file, and what must hold of all of them.
//!
//! The files of `hello`, `shop` and `site` are kept as they are in `snapshots/`, where other tools
//! and people can read them. `INSTA_UPDATE=always cargo test` rewrites them.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of the output reads the output; a helper that cannot go on fails its test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// An example's files, by path.
type Files = BTreeMap<String, Vec<u8>>;

/// Runs an example as users do, built beforehand.
fn run(example: &str, arguments: &[&str], folder: &Path, locale: &str) -> Output {
    Command::new(built(example))
        .args(arguments)
        .current_dir(folder)
        .env("FORMWORK_MANY", "3")
        .env("LC_ALL", locale)
        .env("TZ", if locale == "C" { "UTC" } else { "Asia/Tokyo" })
        .output()
        .unwrap()
}

/// The example's program. Cargo builds examples before it runs tests, except with `--test`.
fn built(example: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let profile = tests.parent().and_then(Path::parent).unwrap();
    let program = profile.join("examples").join(example);
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--example", example])
        .args((profile.ends_with("release")).then_some("--release"))
        .status()
        .unwrap();
    assert!(status.success() && program.exists(), "{}", program.display());
    program
}

fn synthesize(example: &str, folder: &Path, locale: &str) -> Files {
    let out = folder.join("out");
    let arguments = ["synth", "--no-lock", "--out", out.to_str().unwrap()];
    let output = run(example, &arguments, folder, locale);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    read(&out)
}

fn read(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    entries
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// A folder of its own that is gone at the end.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn snapshot(example: &str) {
    let files = synthesize(example, &folder(&format!("snapshot-{example}")), "C");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(example);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let _ = std::fs::remove_dir_all(&kept);
        for (path, contents) in &files {
            let path = kept.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, contents).unwrap();
        }
    }
    let kept = read(&kept);
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&files), names(&kept), "{example}: other files than in `snapshots/`");
    for (path, contents) in &files {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        assert!(
            contents == &kept[path],
            "{example}/{path} changed; see it with `INSTA_UPDATE=always cargo test --test synth` and `git diff`:\n{}",
            text(contents)
        );
    }
}

#[test]
fn hello_is_as_kept() {
    snapshot("hello");
}

#[test]
fn shop_is_as_kept() {
    snapshot("shop");
}

#[test]
fn delivery_is_as_kept() {
    snapshot("delivery");
}

#[test]
fn github_actions_is_as_kept() {
    snapshot("github_actions");
}

#[test]
fn gitlab_ci_is_as_kept() {
    snapshot("gitlab_ci");
}

#[test]
fn strangler_is_as_kept() {
    snapshot("strangler");
}

#[test]
fn canary_is_as_kept() {
    snapshot("canary");
}

#[test]
fn two_balancers_is_as_kept() {
    snapshot("two_balancers");
}

#[test]
fn strategies_are_as_kept() {
    snapshot("strategies");
}

/// Working folder, locale, time zone and time make no difference.
#[test]
fn output_is_a_function_of_the_description() {
    for example in ["hello", "shop", "many"] {
        let first = synthesize(example, &folder(&format!("first-{example}")), "C");
        let second =
            synthesize(example, &folder(&format!("second-{example}/deeper")), "de_DE.UTF-8");
        assert!(first == second, "{example} differs between two runs");
    }
}

/// Provider 6 is checked against a list of what it no longer takes.
#[test]
fn nothing_is_emitted_that_provider_6_lost() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let roots = ["hello", "shop"].map(|example| read(&kept.join(example)));
    let roots = roots.iter().flatten().filter(|(path, _)| path.ends_with("main.tf.json"));
    let mut seen = 0;
    for (path, contents) in roots {
        let root: Value = serde_json::from_slice(contents).unwrap();
        for (kind, resources) in root["resource"].as_object().unwrap() {
            for resource in resources.as_object().unwrap().values() {
                let lost = |(of, argument): &&(&str, &str)| {
                    of == kind && resource.get(*argument).is_some()
                };
                let found = formwork::backend::terraform::GONE_IN_V6.iter().find(lost);
                assert!(found.is_none(), "{path}: {found:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen} resources");
}

/// Parity by construction: nothing in a template or root says for which environment it is.
#[test]
fn templates_hold_no_environment_and_no_branches() {
    for example in ["hello", "shop", "many"] {
        for (path, contents) in synthesize(example, &folder(&format!("parity-{example}")), "C") {
            let shared = path.ends_with(".template.json") || path.ends_with("main.tf.json");
            // Stacks that stand once, and deliver to every environment, name them.
            let stands_once = path.contains("registry") || path.contains("-pipeline");
            if !shared || stands_once {
                continue;
            }
            let document: Value = serde_json::from_slice(&contents).unwrap();
            for absent in ["Conditions", "Mappings", "Transform", "Outputs"] {
                assert!(document.get(absent).is_none(), "{example}/{path} has {absent}");
            }
            let text = String::from_utf8(contents).unwrap();
            for word in ["\"count\"", "for_each", "Fn::If", "staging", "222222222222"] {
                assert!(!text.contains(word), "{example}/{path} says {word}");
            }
        }
    }
}

/// What a stack reads from another is written by some stack of the same back end.
#[test]
fn every_import_is_offered() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    for example in std::fs::read_dir(kept).unwrap().map(|it| it.unwrap().path()) {
        let files = read(&example);
        let ends_with = |end| files.iter().filter(move |(path, _)| path.ends_with(end));
        let parse = |(_, bytes): (_, &Vec<u8>)| serde_json::from_slice(bytes).unwrap();
        let templates: Vec<Value> = ends_with(".template.json").map(parse).collect();
        let roots: Vec<Value> = ends_with("main.tf.json").map(parse).collect();
        let parameters = ends_with(".parameters.json").filter(|(path, _)| path.contains("/dev/"));
        let given: Vec<Value> = parameters.map(parse).collect();

        let offered: BTreeSet<String> = templates.iter().flat_map(offered_in_dev).collect();
        let imported = given.iter().flat_map(|file| members(&file["Parameters"]));
        let is_import = |name: &str| {
            let kinds = templates.iter().map(|it| it["Parameters"][name]["Type"].as_str());
            kinds.flatten().any(|kind| kind.starts_with("AWS::SSM::Parameter::Value"))
        };
        for (name, value) in imported.filter(|(name, _)| is_import(name)) {
            let is_offered = offered.contains(value.as_str().unwrap());
            assert!(is_offered, "{}: nothing writes {value}, read as {name}", example.display());
        }

        let parameters = |root: &Value| root["resource"]["aws_ssm_parameter"].clone();
        let named =
            |all: Value| members(&all).map(|(_, it)| it["name"].clone()).collect::<Vec<_>>();
        let offered: Vec<Value> = roots.iter().flat_map(|it| named(parameters(it))).collect();
        for name in roots.iter().flat_map(|it| named(it["data"]["aws_ssm_parameter"].clone())) {
            assert!(offered.contains(&name), "{}: nothing writes {name}", example.display());
        }
    }
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}

/// The names of a template's parameters in Parameter Store, in the environment `dev`.
fn offered_in_dev(template: &Value) -> Vec<String> {
    let resources = members(&template["Resources"]).map(|(_, it)| it);
    let parameters = resources.filter(|it| it["Type"] == "AWS::SSM::Parameter");
    let part = |part: &Value| part.as_str().unwrap_or("dev").to_owned();
    let name = |it: &Value| match &it["Properties"]["Name"] {
        Value::String(name) => name.clone(),
        name => name["Fn::Join"][1].as_array().unwrap().iter().map(part).collect(),
    };
    parameters.map(name).collect()
}
