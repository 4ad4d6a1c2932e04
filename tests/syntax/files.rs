//! Files that are odd, or want too much: each is read or told about, and the others are judged.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use formwork::lint::discover::discover;
use formwork::lint::globs::Globs;
use formwork::lint::select::Selection;
use formwork::lint::{Options, lint};
use formwork::manifest::read::{Asked, Entry, LARGEST, Read, read};

use crate::place::repeated;

const TEMPLATE: &str =
    "Resources:\n  Café:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: é\n";

/// Bytes that were read as a file of this name, which the user named.
fn named(name: &str, bytes: &[u8]) -> Read {
    asked(name, bytes, Asked::ByName)
}

fn asked(name: &str, bytes: &[u8], asked: Asked) -> Read {
    let entry = Entry { name: name.to_owned(), path: name.into(), asked };
    // As the command line opens files: one byte more than are read.
    let load =
        |_: &Path| -> io::Result<Vec<u8>> { Ok(bytes[..bytes.len().min(LARGEST + 1)].to_vec()) };
    read(&[entry], &load, &|| ())
}

fn codes(read: &Read) -> Vec<&'static str> {
    read.problems.iter().map(|it| it.code.id).collect()
}

/// Asserts that judging ends, with so many findings at most.
fn judged(read: &Read, most: usize) {
    let selection = Selection::new(&["all".to_owned()], &[]).unwrap();
    let report = lint(read, &Options::new(selection));
    assert!(report.verdicts.len() <= most, "{} findings", report.verdicts.len());
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn text_is_read_in_each_encoding() {
    let marked = format!("\u{feff}{TEMPLATE}");
    for (name, bytes) in [
        ("UTF-8", TEMPLATE.as_bytes().to_vec()),
        ("UTF-8 with a mark", marked.as_bytes().to_vec()),
        ("CRLF", TEMPLATE.replace('\n', "\r\n").into_bytes()),
        ("UTF-16 LE with a mark", utf16(&marked, u16::to_le_bytes)),
        ("UTF-16 BE with a mark", utf16(&marked, u16::to_be_bytes)),
        ("UTF-16 LE", utf16(TEMPLATE, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(TEMPLATE, u16::to_be_bytes)),
    ] {
        let read = named("a.yaml", &bytes);
        assert!(codes(&read).is_empty(), "{name}: {:?}", read.problems);
        let queue = &read.manifests[0].resources[0];
        let name_of_queue = queue.property("name").unwrap();
        assert_eq!(queue.address, "Café", "{name}");
        assert_eq!(read.files.text(name_of_queue.span), "é", "{name}");
        let place = read.files.span(name_of_queue.span);
        assert_eq!((place.line, place.column), (5, 18), "{name}");
    }
    for bytes in [
        utf16("{\"containerDefinitions\": []}", u16::to_le_bytes),
        b"\xef\xbb\xbf{\"containerDefinitions\": [],\r\n\"family\": \"a\"}".to_vec(),
    ] {
        let read = named("a.json", &bytes);
        assert_eq!((codes(&read).len(), read.manifests.len()), (0, 1), "{:?}", read.problems);
    }
}

#[test]
fn what_is_no_text_is_told_if_it_was_named() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for name in ["a.yaml", "a.json", "main.tf", "main.tf.json", "Dockerfile", "compose.yaml"] {
        for bytes in [&png[..], b"\xff\xfe\0", b"a: \xff", b"\0\0\0\0"] {
            let read = named(name, bytes);
            assert_eq!(codes(&read), ["FW0001"], "{name}: {bytes:?}");
            judged(&read, 1);
        }
    }
    assert!(codes(&asked("logo.template", png, Asked::ByFolder)).is_empty());
    assert_eq!(codes(&asked("main.tf", png, Asked::ByFolder)), ["FW0001"]);
}

#[test]
fn empty_files_say_nothing() {
    for name in ["a.yaml", "a.json", "main.tf", "main.tf.json", "compose.yaml", "a.tfvars"] {
        for text in ["", "\n", "\u{feff}", "# nothing\n"] {
            if text.starts_with('#') && name.ends_with("json") {
                continue;
            }
            let read = named(name, text.as_bytes());
            assert!(codes(&read).is_empty(), "{name}, {text:?}: {:?}", read.problems);
            judged(&read, 1);
        }
    }
    // But an image without a stage is none.
    for text in ["", "\n", "# nothing\n"] {
        assert_eq!(codes(&named("Dockerfile", text.as_bytes())), ["FW0001"], "{text:?}");
    }
}

#[test]
fn a_file_of_50_mb_is_told_and_not_parsed() {
    let line = "  A:\n    Type: AWS::SQS::Queue\n";
    let text = format!("Resources:\n{}", line.repeat((50 << 20) / line.len()));
    for name in ["a.yaml", "a.json", "main.tf", "Dockerfile", "compose.yaml"] {
        let read = named(name, text.as_bytes());
        assert_eq!((codes(&read), read.manifests.len()), (vec!["FW0003"], 0), "{name}");
        judged(&read, 1);
    }
}

/// Each of them is larger than any template may be.
#[test]
fn long_files_are_read() {
    let resources =
        repeated(0..4_000, |it| format!("  R{it}: {{Type: Custom::R, DependsOn: R{}}}\n", it / 2));
    let read = named("a.yaml", format!("Resources:\n{resources}").as_bytes());
    assert_eq!((codes(&read).len(), read.manifests[0].resources.len()), (0, 4_000));
    let merges = repeated(0..2_000, |it| format!("k{it}: {it}, "));
    let text = format!(
        "Resources:\n  A: &a {{Type: Custom::R, Metadata: &m {{{merges}}}}}\n  B: {{<<: *a, Metadata: {{<<: *m}}}}\n"
    );
    let read = named("a.yaml", text.as_bytes());
    let sizes: Vec<_> = read.manifests[0]
        .resources
        .iter()
        .map(|it| it.meta.get("Metadata").unwrap().fields().len())
        .collect();
    assert_eq!(sizes, [2_000, 2_000]);
    let line =
        format!("Resources: {{A: {{Type: Custom::R, Description: {}}}}}", "x".repeat(1 << 20));
    assert_eq!(codes(&named("a.yaml", line.as_bytes())), <[&str; 0]>::default());
}

#[test]
fn nesting_of_10_000_levels_is_told() {
    let deep = |part: &str| part.repeat(10_000);
    let steps = repeated(0..10_000, |it| format!("{}a:\n", " ".repeat(it)));
    for (name, text) in [
        ("block.yaml", format!("Resources:\n{steps}")),
        ("block.yaml", format!("Resources:\n  {}", deep("- "))),
        ("flow.yaml", format!("Resources: {}{}", deep("["), deep("]"))),
        ("flow.yaml", format!("Resources: {}1{}", deep("{a: "), deep("}"))),
        ("deep.json", format!("{{\"Resources\": {}{}}}", deep("["), deep("]"))),
        ("deep.json", format!("{{\"Resources\": {}1{}}}", deep("{\"a\":"), deep("}"))),
        ("deep.tf.json", format!("{{\"locals\": {}{}}}", deep("["), deep("]"))),
        ("compose.yaml", format!("services: {}{}", deep("["), deep("]"))),
    ] {
        let read = named(name, text.as_bytes());
        assert_eq!(codes(&read), ["FW0003"], "{name}: {}", &text[..40]);
        judged(&read, 1);
    }
    let read = named("main.tf", format!("a = {}1{}\n", deep("["), deep("]")).as_bytes());
    assert_eq!(codes(&read).len(), 1);
    judged(&read, 1);
}

/// Text that is JSON itself, as a policy or container definitions may be.
#[test]
fn nesting_in_embedded_text_ends() {
    let deep = |part: &str| part.repeat(10_000);
    for document in [deep("[") + &deep("]"), deep("{\"a\":") + "1" + &deep("}"), deep("[")] {
        let quoted = serde_json::to_string(&document).unwrap();
        let policy = format!(
            "{{\"Type\": \"AWS::IAM::Policy\", \"Properties\": {{\"PolicyDocument\": {quoted}}}}}"
        );
        let template = format!("{{\"Resources\": {{\"A\": {policy}}}}}");
        let module = format!(
            "{{\"resource\": {{\"aws_ecs_task_definition\": {{\"a\": {{\"container_definitions\": {quoted}}}}}, \"aws_iam_policy\": {{\"b\": {{\"policy\": {quoted}}}}}}}}}"
        );
        let hcl = format!(
            "resource \"aws_iam_policy\" \"a\" {{\n  policy = {quoted}\n}}\nresource \"aws_ecs_task_definition\" \"b\" {{\n  container_definitions = jsondecode({quoted})\n}}\n"
        );
        for (name, text, resources) in
            [("a.json", &template, 1), ("main.tf.json", &module, 2), ("main.tf", &hcl, 2)]
        {
            let read = named(name, text.as_bytes());
            assert!(codes(&read).is_empty(), "{name}: {:?}", read.problems);
            assert_eq!(read.manifests[0].resources.len(), resources, "{name}");
            read.manifests[0].to_stack();
            judged(&read, 20);
        }
    }
}

#[test]
fn an_alias_bomb_is_told() {
    let lines = repeated(1..40, |it| format!("  a{it}: &a{it} [*a{0}, *a{0}, *a{0}]\n", it - 1));
    for name in ["a.yaml", "compose.yaml"] {
        let text = format!("Resources:\n  a0: &a0 {{Type: AWS::SQS::Queue}}\n{lines}");
        let read = named(name, text.as_bytes());
        assert_eq!(codes(&read), ["FW0003"], "{name}");
        judged(&read, 100);
    }
}

/// A folder of its own below the folder of this build.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("syntax-hostile").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let found = discover(&[folder.to_owned()], &Globs::none()).unwrap();
    assert!(found.unreadable.is_empty(), "{:?}", found.unreadable);
    let inside = |it: &Entry| {
        let path = it.path.strip_prefix(folder).unwrap();
        path.to_str().unwrap().to_owned()
    };
    found.entries.iter().map(inside).collect()
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_are_not_followed() {
    let folder = folder("circle");
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/a.yaml"), TEMPLATE).unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("in/around")).unwrap();
    std::os::unix::fs::symlink("self", folder.join("self")).unwrap();
    std::os::unix::fs::symlink("b.yaml", folder.join("b.yaml")).unwrap();
    std::os::unix::fs::symlink("nowhere.yaml", folder.join("c.yaml")).unwrap();
    assert_eq!(names(&folder), ["in/a.yaml"]);
    assert!(discover(&[folder.join("self")], &Globs::none()).is_err());
}

#[test]
fn one_odd_file_keeps_no_other_from_being_judged() {
    let folder = folder("odd");
    let good = "Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{Name: a, Image: nginx:latest}]\n";
    let odd: &[(&str, &[u8])] = &[
        ("b-broken.yaml", b"Resources:\n  A: [AWS::\n"),
        ("c-binary.tf", b"\0\xff"),
        ("d-broken.json", b"{\"containerDefinitions\": ["),
        ("e-deep.yaml", &[&b"AWSTemplateFormatVersion: "[..], &b"[".repeat(10_000)].concat()),
        ("f-other.yaml", b"on: push\n"),
        ("g-empty.tf", b""),
    ];
    fs::write(folder.join("a.yaml"), good).unwrap();
    fs::write(folder.join("z.yaml"), good).unwrap();
    for (name, bytes) in odd {
        fs::write(folder.join(name), bytes).unwrap();
    }
    assert_eq!(names(&folder).len(), 8);
    let entries = discover(std::slice::from_ref(&folder), &Globs::none()).unwrap().entries;
    let read = read(&entries, &|path| fs::read(path), &|| ());
    let selection = Selection::new(&["image-latest".to_owned()], &[]).unwrap();
    let report = lint(&read, &Options::new(selection));
    let told = report.verdicts.iter().map(|it| {
        let file = &it.diagnostic.span.as_ref().unwrap().file;
        format!("{} {}", it.diagnostic.rule, file.rsplit('/').next().unwrap())
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "FW0201 a.yaml",
            "FW0001 b-broken.yaml",
            "FW0001 c-binary.tf",
            "FW0001 d-broken.json",
            "FW0003 e-deep.yaml",
            "FW0201 z.yaml",
        ]
    );
}
