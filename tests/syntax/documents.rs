//! What documents say, and where.

use crate::show::{json, show, told, written, yaml};

#[track_caller]
fn check(text: &str, expected: &str) {
    let parsed = yaml(text);
    assert_eq!(told(&parsed, text), Vec::<String>::new(), "{text}");
    assert_eq!(show(&parsed.root), expected, "{text}");
}

#[track_caller]
fn check_json(text: &str, expected: &str) {
    let parsed = json(text);
    assert_eq!(told(&parsed, text), Vec::<String>::new(), "{text}");
    assert_eq!(show(&parsed.root), expected, "{text}");
}

#[track_caller]
fn check_told(parsed: &formwork::manifest::source::Parsed, text: &str, expected: &[&str]) {
    assert_eq!(told(parsed, text), expected, "{text}");
}

#[test]
fn short_tags_have_their_long_form() {
    check("!Ref x", r#"{Ref: "x"}"#);
    check("a: !Ref 12", r#"{a: {Ref: "12"}}"#);
    check("!GetAtt a.b", r#"{Fn::GetAtt: ["a", "b"]}"#);
    check("!GetAtt a.Outputs.b", r#"{Fn::GetAtt: ["a", "Outputs.b"]}"#);
    check("!GetAtt [a, b]", r#"{Fn::GetAtt: ["a", "b"]}"#);
    check("!GetAZs", r#"{Fn::GetAZs: ""}"#);
    check("!Condition c", r#"{Condition: "c"}"#);
    check(
        "!If [c, !Sub '${a}', !Ref AWS::NoValue]",
        "{Fn::If: [\"c\", {Fn::Sub: \"${a}\"}, {Ref: \"AWS::NoValue\"}]}",
    );
    check("!Transform {Name: n}", r#"{Fn::Transform: {Name: "n"}}"#);
    for name in [
        "Base64",
        "Cidr",
        "FindInMap",
        "ImportValue",
        "Join",
        "Select",
        "Split",
        "And",
        "Or",
        "Not",
        "Equals",
    ] {
        check(&format!("!{name} [x]"), &format!("{{Fn::{name}: [\"x\"]}}"));
    }
    check("a: !Rain::Embed x", "{a: unknown (the tag `!Rain::Embed` is not understood)}");
    check("[!!str 1, !!int '2', ! 3, !!set {x}]", r#"["1", 2, "3", {x: null}]"#);
}

#[test]
fn scalars_without_quotes_have_types() {
    let text = "[yes, 'yes', 2010-09-09, 22:22, 0755, 1_000, 0x1f, ~, '', \"1\", 1.5]";
    check(text, r#"[true, "yes", "2010-09-09", "22:22", 493, 1000, 31, null, "", "1", 1.5]"#);
    check("a:\nb: |\n  yes\nc: |-\n  12\n", r#"{a: null, b: "yes\n", c: "12"}"#);
    check("yes: on\n1: 2\n", "{yes: true, 1: 2}");
}

#[test]
fn aliases_and_merges_are_what_they_stand_for() {
    check("a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}");
    check("a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\n", "{a: {k: 1, l: 2}, b: {k: 1, l: 3}}");
    let both = "a: &x {k: 1}\nb: &y {k: 2, l: 2}\nc:\n  m: 3\n  <<: [*x, *y]\n";
    check(both, "{a: {k: 1}, b: {k: 2, l: 2}, c: {l: 2, k: 1, m: 3}}");
    check("<<: 1\na: 2\n", "{<<: 1, a: 2}");
    check("&k key: 1\nother: {*k : 2}\n", "{key: 1, other: {key: 2}}");
    check("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}");
    let text = "a: &x\n  k: [v]\nb: *x\n";
    assert_eq!(written(&yaml(text), text), ["a", "k", "v", "b", "k", "v"]);
}

#[test]
fn odd_encodings_and_empty_files_are_documents() {
    for text in ["", "\u{feff}", "# only a comment\n", "---\n", "---\n...\n", " \n\n"] {
        check(text, "null");
    }
    for text in ["", "\u{feff}", "// only a comment\n", " \r\n"] {
        check_json(text, "null");
    }
    check("\u{feff}a: 1", "{a: 1}");
    check_json("\u{feff}{\"a\": 1}", "{a: 1}");
    check("a: 1\r\nb:\r\n- x\r\n- |\r\n  y\r\n  z\r\n", r#"{a: 1, b: ["x", "y\nz\n"]}"#);
    check_json("{\r\n\"a\": 1\r\n}\r\n", "{a: 1}");
}

#[test]
fn json_may_have_comments_and_trailing_commas() {
    let text =
        "{ // one\n \"a\": [1, 2.5, -3, 1e3, true, null, ], /* two */ \"b\": {},\n}\n// three";
    check_json(text, "{a: [1, 2.5, -3, 1000.0, true, null], b: {}}");
    let parsed = json(text);
    let comments: Vec<_> = parsed.comments.iter().map(|it| &*it.text).collect();
    assert_eq!(comments, ["one", "two", "three"]);
    check_json(
        r#"["\u00e4\n\"", 99999999999999999999, 1e999]"#,
        r#"["ä\n\"", 1e20, unknown (the number is too large)]"#,
    );
}

#[test]
fn comments_are_kept_with_their_places() {
    let text = "# ä\na: 1 #   why  \nb: '# no comment'\n# last";
    let parsed = yaml(text);
    let comments: Vec<_> = parsed
        .comments
        .iter()
        .map(|it| (&text[it.span.start as usize..it.span.end as usize], &*it.text))
        .collect();
    assert_eq!(comments, [("# ä", "ä"), ("#   why  ", "why"), ("# last", "last")]);
}

#[test]
fn every_value_knows_where_it_stands() {
    let text = "ä: 'ö'\nb: &x [ü, \"e\\u0301\"]\nc: !Sub '${é}'\nd: |\n  one\n  zwö\n\ne: !GetAtt ü.v # ß\n";
    let expected = [
        "ä",
        "'ö'",
        "b",
        "ü",
        "\"e\\u0301\"",
        "c",
        "!Sub",
        "'${é}'",
        "d",
        "one\n  zwö",
        "e",
        "!GetAtt",
        "ü",
        "v",
    ];
    assert_eq!(written(&yaml(text), text), expected);
    let text = "{\"ä\": \"ö\", /* ü */ \"b\": [1, \"\\n\", true]}";
    let expected = ["\"ä\"", "\"ö\"", "\"b\"", "1", "\"\\n\"", "true"];
    assert_eq!(written(&json(text), text), expected);
}

#[test]
fn collections_end_with_their_content() {
    let text = "a:\n  b: 1\n\n  c: 2\n\n# next\nd: [1,\n 2 ]\ne: !If\n- x\n- y\n\n";
    let parsed = yaml(text);
    let at = |path: &str| {
        let span = parsed.root.at(path).unwrap_or_else(|| panic!("{path}")).span;
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(at("a"), "b: 1\n\n  c: 2");
    assert_eq!(at("d"), "[1,\n 2 ]");
    assert_eq!(at("e"), "!If\n- x\n- y");
}

#[test]
fn a_key_that_stands_twice_is_told_and_the_last_one_counts() {
    let text = "a: 1\nb: {c: 1, c: 2, c: 3}\na: 4\n";
    let parsed = yaml(text);
    let twice =
        |key: &str, place: &str| format!("FW0002 {place} `{key}` stands twice in this object");
    let expected = [twice("c", "2:11"), twice("c", "2:17"), twice("a", "3:1")];
    assert_eq!(told(&parsed, text), expected);
    assert_eq!(parsed.root.get("a").and_then(formwork::ir::lifted::Node::integer), Some(4));
    let (label, first) = parsed.problems[2].related.clone().unwrap();
    assert_eq!((label.as_str(), first.start, first.end), ("it stands here already", 0, 1));
    let text = "{\"a\": 1, \"a\": 2}";
    check_told(&json(text), text, &["FW0002 1:10 `a` stands twice in this object"]);
    check("a: &x {k: 1}\nb: {<<: *x, k: 2}\n", "{a: {k: 1}, b: {k: 2}}");
}

#[test]
fn only_the_first_document_counts() {
    let text = "a: 1\n---\nb: 2\n--- [\n";
    let parsed = yaml(text);
    check_told(
        &parsed,
        text,
        &["FW0001 3:1 a second document starts here; only the first one is judged"],
    );
    assert_eq!(show(&parsed.root), "{a: 1}");
    check("---\na: 1\n---\n", "{a: 1}");
    check("a: 1\n...\n# end\n", "{a: 1}");
}

#[test]
fn broken_yaml_is_told_where_it_breaks() {
    let check = |text: &str, place: &str, reason: &str| {
        let parsed = yaml(text);
        check_told(&parsed, text, &[&format!("FW0001 {place} this is broken YAML: {reason}")]);
        assert_eq!(show(&parsed.root), "null", "{text}");
    };
    check("a: 1\n\tb: 2", "1:4", "a tab stands where only spaces may indent");
    check(
        "a: b: c",
        "1:5",
        "a colon and space where no key can be; quote the text, or close what is open above it",
    );
    check("a: [1, 2\n", "1:4", "the `[` opened here is never closed");
    check("a: 'x\n", "1:4", "the closing quote is missing");
    check("a: *x\n", "1:4", "the alias has no anchor before it; quote a text that starts with `*`");
    check("a: &x [*x]\n", "1:8", "the alias stands inside what it stands for");
    check(
        "a: {{ .Name }}\n",
        "1:5",
        "a key is a list or an object; an unquoted `{{` reads like one",
    );
    check(
        "a: 1\n b: 2\n",
        "2:3",
        "a colon and space where no key can be; quote the text, or close what is open above it",
    );
    check("a:\n  b: 1\n c: 2\n", "3:2", "the line fits nothing above it; check its indentation");
    check("a: `x`\n", "1:4", "the character '`' cannot start a value; quote the text");
    check(
        "a: \"\\q\"\n",
        "1:4",
        "an escape that YAML does not know; single quotes keep backslashes",
    );
}

#[test]
fn broken_json_is_told_where_it_breaks() {
    let check = |text: &str, place: &str, reason: &str| {
        let parsed = json(text);
        check_told(&parsed, text, &[&format!("FW0001 {place} this is broken JSON: {reason}")]);
        assert_eq!(show(&parsed.root), "null", "{text}");
    };
    check("{\n  \"a\": 1", "1:1", "what is opened here is never closed");
    check("{\"a\" 1}", "1:6", "a colon belongs between key and value");
    check("{\"a\": }", "1:7", "a value belongs here");
    check("{a: 1}", "1:2", "a key in double quotes belongs here");
    check("{\"a\": b}", "1:7", "this is no value; text stands in double quotes");
    check("{\"a\": 'b'}", "1:7", "text stands in double quotes");
    check("[1 2]", "1:4", "a comma or `]` belongs here");
    check("{\"a\": 1]", "1:8", "a comma or `}` belongs here");
    check("[1,,2]", "1:4", "a value belongs here");
    check("{} {}", "1:4", "the document has ended already");
    check("\"a", "1:1", "the text never ends: its closing quote is missing");
    check("[0x1]", "1:2", "the number is written in a way that JSON does not know");
    check("ä", "1:1", "text stands in double quotes");
    check("\u{feff}[}", "1:3", "a value belongs here");
}
