//! YAML: what a text says, and where.

use formwork::ir::lifted::{Data, Node};
use formwork::manifest::syntax::yaml::parse;

use crate::place::{FILE, problems, show, show_places, slice};

fn check(text: &str, expected: &str) {
    let parsed = parse(FILE, text);
    assert_eq!(show_places(&parsed.root, text), expected, "{text}");
    assert_eq!(problems(&parsed, text), <[&str; 0]>::default(), "{text}");
}

/// As [`check`], where the place is not told.
fn check_value(text: &str, expected: &str) {
    let parsed = parse(FILE, text);
    assert_eq!(show(&parsed.root), expected, "{text}");
    assert_eq!(problems(&parsed, text), <[&str; 0]>::default(), "{text}");
}

#[test]
fn plain_scalars_are_those_of_yaml_1_1() {
    check("a: 1", "{a: 1}");
    check(
        "[yes, No, on, OFF, true, False]",
        "[true«yes», false«No», true«on», false«OFF», true, false«False»]",
    );
    check("[y, n, tRUE, nO]", r#"["y"«y», "n"«n», "tRUE"«tRUE», "nO"«nO»]"#);
    check("[~, null, NULL, ]", "[null«~», null, null«NULL»]");
    check(
        "[0x1F, 017, 0b11, -3, +4, 1_000, 08]",
        r#"[31«0x1F», 15«017», 3«0b11», -3, 4«+4», 1000«1_000», "08"«08»]"#,
    );
    check("[1.5, -.5, 1., 1e3, 1.0e3]", r#"[1.5, -0.5«-.5», 1.0«1.», "1e3"«1e3», 1000.0«1.0e3»]"#);
    check("2010-09-09", r#""2010-09-09"«2010-09-09»"#);
    check("22:22", r#""22:22"«22:22»"#);
    check("arn:aws:iam::1:root", r#""arn:aws:iam::1:root"«arn:aws:iam::1:root»"#);
    check("a: one\n  two # no", r#"{a: "one two"«one⏎  two»}"#);
    check("on: 1\n2: 3\n~: 4", "{on: 1, 2: 3, ~: 4}");
    check("a:", "{a: null«»}");
    check("a:\nb: 1", "{a: null«», b: 1}");
}

#[test]
fn quoted_scalars_are_texts() {
    check(r#""yes""#, r#""yes""#);
    check("'12'", r#""12"«'12'»"#);
    check(r"'it''s'", r#""it's"«'it''s'»"#);
    check(r#""a\n\u00e4\x41""#, r#""a\näA"«"a\n\u00e4\x41"»"#);
    check("\"a\n  b\"", r#""a b"«"a⏎  b"»"#);
    check(r#""a": "b""#, r#"{a: "b"}"#);
    check("'${A}': !Sub 'x${A}'", r#"{${A}: {Fn::Sub: "x${A}"«'x${A}'»}}"#);
}

#[test]
fn block_scalars_stand_where_their_text_does() {
    check("a: |\n  x\n  y\nb: 1", r#"{a: "x\ny\n"«x⏎  y», b: 1}"#);
    check("a: >-\n  x\n  y\n\n\nb: 1", r#"{a: "x y"«x⏎  y», b: 1}"#);
    check("a: |+\n  x\n\nb: 1", r#"{a: "x\n\n"«x», b: 1}"#);
    check_value("a: |2\n   x\n", r#"{a: " x\n"}"#);
    check("- !Sub |\n  echo ${A}\n- 2", r#"[{Fn::Sub: "echo ${A}\n"«echo ${A}»}, 2]"#);
    check("a: |\n  # no comment\n", r##"{a: "# no comment\n"«# no comment»}"##);
    check_value("a: |\nb: 1", r#"{a: "", b: 1}"#);
}

#[test]
fn collections_nest() {
    check("a:\n- 1\n- b: 2\n  c: 3\n- - 4\n", "{a: [1, {b: 2, c: 3}, [4]]}");
    check("{a: [1, {b: 2}], c: }", "{a: [1, {b: 2}], c: null«»}");
    check("[a: 1, b]", r#"[{a: 1}, "b"«b»]"#);
    check("? a\n: 3\n? b\n", "{a: 3, b: null«»}");
    check("{}", "{}");
    check("%YAML 1.1\n---\na: 1\n...\n", "{a: 1}");
}

#[test]
fn anchors_and_merges_keep_the_place_of_what_they_name() {
    check("a: &x 1\nb: *x", "{a: 1, b: 1}");
    check("a: &x {b: 'q'}\nc: *x", r#"{a: {b: "q"«'q'»}, c: {b: "q"«'q'»}}"#);
    check("&k a: 1\nb: *k", r#"{a: 1, b: "a"«a»}"#);
    check("a: &x b\n*x : 1", r#"{a: "b"«b», b: 1}"#);
    check("a: &x !Ref B\nc: *x", r#"{a: {Ref: "B"«B»}, c: {Ref: "B"«B»}}"#);
    check("- &x 1\n- &x 2\n- *x", "[1, 2, 2]");
    check("- &x {a: 1, b: 2}\n- <<: *x\n  b: 3", "[{a: 1, b: 2}, {a: 1, b: 3}]");
    check(
        "- &x {a: 1}\n- &y {a: 2, b: 3}\n- <<: [*x, *y]\n  c: 4",
        "[{a: 1}, {a: 2, b: 3}, {b: 3, a: 1, c: 4}]",
    );
    check("a: {<<: {b: 1}, b: 2}", "{a: {b: 2}}");
}

/// The text that the value at a path stands in.
fn place<'t>(text: &'t str, path: &str) -> &'t str {
    let root = parse(FILE, text).root;
    let step = |node: Node, step: &str| match node.data {
        Data::List(mut items) => items.swap_remove(step.parse().unwrap()),
        Data::Object(fields) => fields.into_iter().find(|it| it.key == step).unwrap().value,
        _ => panic!("no such path: {path}"),
    };
    let found = path.split('.').filter(|it| !it.is_empty()).fold(root, step);
    slice(text, found.span)
}

#[test]
fn collections_span_from_their_first_to_their_last_byte() {
    let check = |text, path, expected| assert_eq!(place(text, path), expected, "{text}: {path}");
    check("a:\n  b: 1\n  c: 2\n\n# end\nd: 3\n", "a", "b: 1\n  c: 2");
    check("a:\n- 1\n- 2\n\nb: 3\n", "a", "- 1\n- 2");
    check("a:\n- - 1\n  - 2\n", "a", "- - 1\n  - 2");
    check("a:\n- - 1\n  - 2\n", "a.0", "- 1\n  - 2");
    check("a:\n  -\n    b: -1\n", "a", "-\n    b: -1");
    check("a:\n- {b: 1}\n", "a", "- {b: 1}");
    check("a: &x-\n  - 1\n", "a", "- 1");
    check("a: [1, 2 ] # no\n", "a", "[1, 2 ]");
    check("a: { b: 1 }\n", "a", "{ b: 1 }");
    check("a:\n  b:\n", "a", "b");
    check("a: !If [A, 1, 2]\n", "a", "!If [A, 1, 2]");
    check("a: !Join\n  - ''\n  - [b]\nc: 1\n", "a", "!Join\n  - ''\n  - [b]");
    check("a: !GetAtt B.C\n", "a.Fn::GetAtt.1", "C");
    check("a: &x 1\nb:\n- 2\n- *x\nc: 3\n", "b", "- 2\n- *x");
    check("a: &x {y: 1}\nb:\n  <<: *x\nc: 3\n", "b", "<<: *x");
    check("a: 1\nb:\n- c\n", "", "a: 1\nb:\n- c");
    check("ä: [ö, 'ü']\n", "ä.1", "'ü'");
}

#[test]
fn comments_have_places() {
    let check = |text: &str, expected: &[(&str, &str)]| {
        let comments = parse(FILE, text).comments;
        let found: Vec<_> = comments.iter().map(|it| (slice(text, it.span), &*it.text)).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("# a\nb: 1 # c\n  #d\n", &[("# a", "a"), ("# c", "c"), ("#d", "d")]);
    check("a: '# no'\r\nb: 1 # ä\r\n", &[("# ä", "ä")]);
    check("a: x#no\n", &[]);
    check("- 1\n# a\n# b\n- 2\n# c", &[("# a", "a"), ("# b", "b"), ("# c", "c")]);
}

#[test]
fn half_a_file_may_be_commented_out() {
    for before in ["", "a:\n", "a:\n- 1\n", "a:\n  b: 1\n", "- ", "a: [1,\n"] {
        let after = if before.ends_with(",\n") { " 2]\n" } else { "" };
        let text = format!("{before}{}{after}", "  # old: yes\n".repeat(5_000));
        let parsed = parse(FILE, &text);
        assert_eq!(parsed.comments.len(), 5_000, "{before}");
        assert!(parsed.problems.is_empty(), "{before}: {:?}", problems(&parsed, &text));
    }
}

#[test]
fn line_ends_and_wide_characters_move_no_place() {
    check("a: 1\r\nb:\r\n- x\r\n- \"y\"\r\n", r#"{a: 1, b: ["x"«x», "y"]}"#);
    check("a: |\r\n  x\r\n  y\r\nb: 1", "{a: \"x\\ny\\n\"«x\r⏎  y», b: 1}");
    check("日本: 🦀 # 語\nä: [é, \"ß\"]", r#"{日本: "🦀"«🦀», ä: ["é"«é», "ß"]}"#);
    check("\u{feff}a: 1", "{a: 1}");
    check("", "null«»");
    check("\n\n# only this\n", "null«»");
    check("---\n", "null«»");
}
