//! Files that were not written to be read: each is told about, in bounded time and memory.

use std::fmt::Write as _;

use formwork::ir::lifted::{Data, FileId, Node};
use formwork::manifest::cloudformation::lift;
use formwork::manifest::read::{Asked, Entry, LARGEST, read};
use formwork::manifest::source::Parsed;

use crate::show::{PARSERS, json, show, told, yaml};
use crate::template::manifest;

fn count(node: &Node) -> usize {
    let mut count = 0;
    node.walk(&mut |_| count += 1);
    count
}

fn joined(number: usize, part: impl Fn(usize) -> String) -> String {
    (0..number).map(part).collect::<Vec<_>>().concat()
}

#[track_caller]
fn check_refused(parsed: &Parsed, code: &str) {
    let codes: Vec<_> = parsed.problems.iter().map(|it| it.code.id).collect();
    assert_eq!(codes, [code]);
    assert_eq!(show(&parsed.root), "null");
}

#[test]
fn deep_documents_are_refused() {
    for depth in [10_000, 1_000_000] {
        let lists = "[".repeat(depth);
        let closed = format!("{lists}{}", "]".repeat(depth));
        let objects = "{\"a\":".repeat(depth);
        let mixed = "[{\"a\":".repeat(depth / 2);
        for text in [&lists, &closed, &objects, &mixed] {
            for (_, parse) in PARSERS {
                check_refused(&parse(FileId(0), text), "FW0003");
            }
        }
        check_refused(&yaml(&"- ".repeat(depth)), "FW0003");
        // A key that is an object is refused before its depth is.
        check_refused(&yaml(&"? ".repeat(depth)), "FW0001");
    }
    let mut indented = String::new();
    for depth in 0..2_000 {
        indented.extend(std::iter::repeat_n(' ', depth));
        indented.push_str("a:\n");
    }
    check_refused(&yaml(&indented), "FW0003");
}

#[test]
fn what_is_nested_as_deep_as_is_read_can_be_lifted_and_dropped() {
    for depth in [100, 127] {
        let value = format!("{}1{}", "[".repeat(depth - 4), "]".repeat(depth - 4));
        let functions = (0..depth / 2 - 4)
            .fold("x".to_owned(), |inner, _| format!("!If [c, !Join ['', [{inner}]], 1]"));
        for inner in [value, functions] {
            let text = format!("Resources: {{A: {{Type: A::B::C, Properties: {{P: {inner}}}}}}}");
            let parsed = yaml(&text);
            let manifest = lift(parsed.root, &text, "deep", &[]);
            assert!(manifest.to_stack().resources.len() <= 1);
        }
    }
}

#[test]
fn aliases_that_multiply_are_refused() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let before = format!("*a{}", level - 1);
        let items = vec![before; 9].join(", ");
        writeln!(laughs, "a{level}: &a{level} [{items}]").unwrap();
    }
    check_refused(&yaml(&laughs), "FW0003");

    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), vec!["*a"; 10_000].join(", "));
    check_refused(&yaml(&long), "FW0003");

    let mut merges = "m0: &m0 {k0: 1}\n".to_owned();
    for level in 1..3_000 {
        let before = level - 1;
        writeln!(merges, "m{level}: &m{level}\n  <<: *m{before}\n  k{level}: 1").unwrap();
    }
    check_refused(&yaml(&merges), "FW0003");

    let mut chain = "c0: &c0 [x]\n".to_owned();
    for level in 1..10_000 {
        writeln!(chain, "c{level}: &c{level} [*c{}]", level - 1).unwrap();
    }
    check_refused(&yaml(&chain), "FW0003");

    let nested = joined(100, |level| format!("&n{level} ["));
    let nested = format!("{nested}{}{}", "x, ".repeat(50_000), "]".repeat(100));
    check_refused(&yaml(&nested), "FW0003");
}

#[test]
fn huge_files_are_read_or_refused_in_bounded_time() {
    let size = 8 << 20;
    let text = format!("a: {}\n", "x".repeat(size));
    let parsed = yaml(&text);
    assert_eq!(parsed.problems.len(), 0);
    assert_eq!(parsed.root.get("a").and_then(Node::text).map(str::len), Some(size));
    let text = format!("{{\"a\": \"{}\"}}", "x".repeat(size));
    assert_eq!(json(&text).problems.len(), 0);
    let text = format!("[{}1]", "1,".repeat(size / 2));
    check_refused(&json(&text), "FW0003");
    let text = "- 1\n".repeat(size / 4);
    check_refused(&yaml(&text), "FW0003");
    let text = "# a comment\n".repeat(200_000);
    assert_eq!(yaml(&text).comments.len(), 200_000);
    let text = format!("a:\n{}  b: 1\n", "# a comment\n".repeat(10_000));
    assert_eq!(show(&yaml(&text).root), "{a: {b: 1}}");
}

#[test]
fn objects_of_many_keys_are_read_in_bounded_time() {
    let text = joined(100_000, |key| format!("k{}: 1\n", key % 50_000));
    let parsed = yaml(&text);
    assert_eq!(parsed.problems.len(), 50_000);
    let resources = joined(20_000, |it| format!("  R{it}: {{Type: A::B::C}}\n"));
    assert_eq!(manifest(&format!("Resources:\n{resources}")).resources.len(), 20_000);
}

#[test]
fn conditions_and_nested_stacks_stay_linear() {
    let template = |conditions: usize, resources: usize| {
        let names = |prefix: &str, number: usize| {
            (0..number).map(|it| format!("{prefix}{it}")).collect::<Vec<_>>()
        };
        let conditions = names("C", conditions);
        let nested = conditions
            .iter()
            .fold("!Ref Free".to_owned(), |inner, name| format!("!If [{name}, {name}, {inner}]"));
        let mut text = "Parameters: {Free: {Type: String}}\nConditions:\n".to_owned();
        for name in &conditions {
            writeln!(text, "  {name}: !Equals [!Ref Free, {name}]").unwrap();
        }
        text.push_str("Resources:\n");
        for name in names("Stack", resources) {
            let twice = format!("!Join ['', [{nested}, {nested}]]");
            let properties = [
                format!("TemplateURL: !Sub ['${{a}}-${{a}}', {{a: {nested}}}]"),
                format!("Parameters: {{P: {nested}, Q: {twice}}}"),
            ];
            let properties = properties.join("\n      ");
            let head = "Type: AWS::CloudFormation::Stack\n    Properties:";
            writeln!(text, "  {name}:\n    {head}\n      {properties}").unwrap();
        }
        let manifest = manifest(&text);
        manifest.resources.iter().map(|it| count(&it.properties)).sum::<usize>()
    };
    let (small, large) = (template(30, 1), template(30, 26));
    assert!(large <= small * 26, "26 nested stacks have {large} values, one has {small}");
    let (few, many) = (template(15, 26), template(30, 26));
    assert!(many <= few * 2 + 1000, "30 conditions have {many} values, 15 have {few}");
    assert!(many < 26 * 30 * 20, "{many} values");
}

#[test]
fn what_a_template_names_often_is_copied_up_to_a_bound() {
    let list = vec!["x"; 10_000].join(", ");
    let uses = |function: &str| vec![function; 2_000].join(", ");
    let mapped = format!(
        "Mappings: {{M: {{a: {{B: [{list}]}}}}}}\nResources: {{A: {{Type: A::B::C, Properties: {{P: [{}]}}}}}}",
        uses("!FindInMap [M, a, B]")
    );
    let substituted = format!(
        "Resources: {{A: {{Type: A::B::C, Properties: {{P: !Sub ['{}', {{v: [{list}]}}]}}}}}}",
        "${v}".repeat(2_000)
    );
    let listed = format!(
        "Parameters: {{L: {{Type: CommaDelimitedList, Default: '{list}'}}}}\nResources: {{A: {{Type: A::B::C, Properties: {{P: [{}]}}}}}}",
        uses("!Join [!Ref AWS::Region, !Ref L], !Join ['', !Ref L]")
    );
    for text in [mapped, substituted, listed] {
        let manifest = manifest(&text);
        let values = count(&manifest.resources[0].properties);
        assert!(values < 1_100_000, "{values} values");
        let stack = manifest.to_stack();
        assert_eq!(stack.resources.len(), 1);
    }
}

/// One file of a folder or named by the user, as the reader sees it.
fn told_by_reader(name: &str, bytes: &[u8]) -> (usize, Vec<String>) {
    let entry = Entry { name: name.to_owned(), path: name.into(), asked: Asked::ByName };
    let read = read(&[entry], &|_| Ok(bytes.to_vec()), &|| {});
    let parsed = Parsed {
        root: Node::new(formwork::ir::lifted::Span::new(FileId(0), 0, 0), Data::Absent),
        comments: Vec::new(),
        problems: read.problems,
    };
    let text = read.files.get(FileId(0)).text.clone();
    let codes = told(&parsed, &text).into_iter().map(|it| it[..10].trim().to_owned());
    (read.manifests.len(), codes.collect())
}

#[test]
fn encodings_are_read_and_what_is_no_text_is_told() {
    let template = "Resources:\n  Ä:\n    Type: AWS::SQS::Queue\n";
    let utf16 = |mark: bool, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = if mark { format!("\u{feff}{template}") } else { template.to_owned() };
        text.encode_utf16().flat_map(unit).collect()
    };
    let nothing: Vec<String> = Vec::new();
    let with_mark = format!("\u{feff}{template}");
    let crlf = template.replace('\n', "\r\n");
    let good = [
        template.as_bytes().to_vec(),
        with_mark.into_bytes(),
        crlf.into_bytes(),
        utf16(true, u16::to_le_bytes),
        utf16(true, u16::to_be_bytes),
        utf16(false, u16::to_le_bytes),
        utf16(false, u16::to_be_bytes),
    ];
    for bytes in good {
        assert_eq!(told_by_reader("a.yaml", &bytes), (1, nothing.clone()), "{bytes:?}");
    }
    let broken = ["\0\u{1}\u{2}".as_bytes(), b"Resources: \xff\xfe\xfd", b"\x89PNG\r\n\x1a\n\0\0"];
    for bytes in broken {
        assert_eq!(told_by_reader("a.yaml", bytes), (0, vec!["FW0001 1:1".to_owned()]));
    }
    let huge = vec![b' '; LARGEST + 1];
    assert_eq!(told_by_reader("a.yaml", &huge), (0, vec!["FW0003 1:1".to_owned()]));
    for name in ["a.yaml", "a.json", "a.template"] {
        assert_eq!(told_by_reader(name, b""), (0, nothing.clone()));
    }
    let broken = b"Resources:\n  A:\n    Type: AWS::SQS::Queue\n   B: [\n";
    assert_eq!(told_by_reader("a.yaml", broken).1, ["FW0001 4:4"]);
}

/// The same in a thread with a stack as small as rayon may have.
fn in_a_small_thread(test: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(test)
        .expect("a thread can be started")
        .join()
        .expect("the test passes in it");
}

#[test]
fn depth_costs_no_stack() {
    let deep = |open: &str, close: &str, depth: usize| {
        format!("{}1{}", open.repeat(depth), close.repeat(depth))
    };
    let machine = |definition: &str| {
        format!(
            "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: '{definition}'\n"
        )
    };
    let block: String =
        (0..10_000).flat_map(|depth| [" ".repeat(depth.min(400)), "a:\n".to_owned()]).collect();
    in_a_small_thread(move || {
        for (name, text) in [
            ("a.yaml", format!("Resources: {}", deep("[", "]", 10_000))),
            ("a.yaml", format!("Resources: {}", deep("{a: ", "}", 10_000))),
            ("a.yaml", format!("Resources:\n{block}")),
            ("a.json", format!("{{\"Resources\": {}}}", deep("{\"a\": ", "}", 10_000))),
        ] {
            let (manifests, codes) = told_by_reader(name, text.as_bytes());
            assert_eq!((manifests, codes.len()), (0, 1), "{name} {codes:?}");
            assert_eq!(&codes[0][..6], "FW0003", "{name}");
        }
        // Text that is no document is no problem of the file.
        for depth in [100, 126, 10_000] {
            let text = machine(&deep("{\"a\": [", "]}", depth / 2));
            assert_eq!(told_by_reader("a.yaml", text.as_bytes()), (1, Vec::new()));
        }
    });
}

#[test]
fn a_file_of_50_mb_is_one_finding_and_is_not_read_whole() {
    use std::io::{Read as _, Write as _};

    let path = std::env::temp_dir().join(format!("formwork-huge-{}.yaml", std::process::id()));
    let mut file = std::fs::File::create(&path).unwrap();
    let line = "Resources: {A: {Type: AWS::SQS::Queue}}\n".repeat(1 << 10);
    while file.metadata().unwrap().len() < 50 << 20 {
        file.write_all(line.as_bytes()).unwrap();
    }
    let entry = Entry { name: "huge.yaml".to_owned(), path: path.clone(), asked: Asked::ByName };
    let read = read(
        &[entry],
        &|path| {
            let mut bytes = Vec::new();
            std::fs::File::open(path)?.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        },
        &|| {},
    );
    std::fs::remove_file(&path).unwrap();
    let codes: Vec<_> = read.problems.iter().map(|it| it.code.id).collect();
    assert_eq!((codes, read.manifests.len()), (vec!["FW0003"], 0));
    assert!(read.files.get(FileId(0)).text.is_empty());
}

#[test]
fn a_second_document_is_told_only_of_our_files() {
    let ours = "Resources: {A: {Type: AWS::SQS::Queue}}\n---\nb: 1\n";
    assert_eq!(told_by_reader("a.yaml", ours.as_bytes()), (1, vec!["FW0001 3:1".to_owned()]));
    let entry = Entry { name: "a.yaml".to_owned(), path: "a.yaml".into(), asked: Asked::ByFolder };
    let theirs = "kind: Resources\nname: AWS::x\n---\nb: 1\n";
    let read = read(&[entry], &|_| Ok(theirs.as_bytes().to_vec()), &|| {});
    assert_eq!(read.problems.len(), 0);
}
