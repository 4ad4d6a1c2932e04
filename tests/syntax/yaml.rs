//! YAML: what a text says, and where.

use formwork::ir::lifted::{Data, Node};
use formwork::manifest::syntax::yaml::parse;

use crate::{FILE, problems, show, show_places, slice};

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
    check("? [1, 2]\n: 3\n? a\n", "{[1, 2]: 3, a: null«»}");
    check("{}", "{}");
    check("--- 1\n--- 2\n--- ]", "1");
    check("%YAML 1.1\n---\na: 1\n...\n", "{a: 1}");
}

#[test]
fn tags_of_cloudformation_become_the_long_form() {
    let same = |short: &str, long: &str| {
        let (short_root, long_root) = (parse(FILE, short).root, parse(FILE, long).root);
        assert_eq!(show(&short_root), show(&long_root), "{short}");
    };
    same("!Ref A", "Ref: A");
    same("!Condition A", "Condition: A");
    same("!GetAtt A.B", "Fn::GetAtt: [A, B]");
    same("!GetAtt A.Outputs.B", "Fn::GetAtt: [A, Outputs.B]");
    same("!GetAtt [A, B]", "Fn::GetAtt: [A, B]");
    same("!Ref 123", "Ref: '123'");
    same("!Base64 yes", "Fn::Base64: 'yes'");
    same("!GetAZs", "Fn::GetAZs: ''");
    same("!GetAZs ''", "Fn::GetAZs: ''");
    same("!If [A, !Ref B, !Ref AWS::NoValue]", "Fn::If: [A, Ref: B, Ref: AWS::NoValue]");
    same("!Join\n- ','\n- - !Ref A\n  - b", "Fn::Join: [',', [Ref: A, b]]");
    same("!Sub\n  - ${A}\n  - A: !Ref B", "Fn::Sub: ['${A}', {A: {Ref: B}}]");
    same("!Transform {Name: A}", "Fn::Transform: {Name: A}");
    for name in [
        "And",
        "Base64",
        "Cidr",
        "Contains",
        "EachMemberEquals",
        "EachMemberIn",
        "Equals",
        "FindInMap",
        "GetAZs",
        "ImportValue",
        "Join",
        "Length",
        "Not",
        "Or",
        "RefAll",
        "Select",
        "Split",
        "ToJsonString",
        "ValueOf",
        "ValueOfAll",
    ] {
        same(&format!("!{name} [a, b]"), &format!("Fn::{name}: [a, b]"));
    }
    same("!!str 12", "'12'");
    same("! 12", "'12'");
    same("!!int 12", "12");
    same("!!map {a: 1}", "{a: 1}");
    same("!<tag:yaml.org,2002:str> yes", "'yes'");
    check("a: !Oops [1]", "{a: ?«!Oops [1]»}");
    check("!Ref A: 1", r"{!Ref A: 1}");
}

#[test]
fn anchors_and_merges_keep_the_place_of_what_they_name() {
    check("a: &x 1\nb: *x", "{a: 1, b: 1}");
    check("a: &x {b: 'q'}\nc: *x", r#"{a: {b: "q"«'q'»}, c: {b: "q"«'q'»}}"#);
    check("&k a: 1\nb: *k", r#"{a: 1, b: "a"«a»}"#);
    check("a: &x b\n*x : 1", r#"{a: "b"«b», b: 1}"#);
    check("a: &x !Ref B\nc: *x", r#"{a: {Ref: "B"«B»}, c: {Ref: "B"«B»}}"#);
    check("- &x 1\n- &x 2\n- *x", "[1, 2, 2]");
    check("a: &x {b: *x, c: 1}", "{a: {b: ?«*x», c: 1}}");
    check("- &x {a: 1, b: 2}\n- <<: *x\n  b: 3", "[{a: 1, b: 2}, {b: 3, a: 1}]");
    check(
        "- &x {a: 1}\n- &y {a: 2, b: 3}\n- <<: [*x, *y]\n  c: 4",
        "[{a: 1}, {a: 2, b: 3}, {c: 4, a: 1, b: 3}]",
    );
    check("- &x {a: 1}\n- &y {b: 2}\n- <<: *x\n  <<: *y", "[{a: 1}, {b: 2}, {a: 1, b: 2}]");
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
    check("a: !GetAtt B.C\n", "a.Fn::GetAtt.1", "B.C");
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

#[test]
fn keys_that_stand_twice_are_told_with_the_first() {
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(problems(&parse(FILE, text), text), expected, "{text}");
    };
    check("a: 1\nb: 2\na: 3", &["FW0002 3 «a» after 1 «a»"]);
    check("a: 1\n'a': 2\na: 3", &["FW0002 2 «'a'» after 1 «a»", "FW0002 3 «a» after 2 «'a'»"]);
    check("{b: {a: 1, a: 2}, a: 3}", &["FW0002 1 «a» after 1 «a»"]);
    check("a: &x {b: 1}\nc: {<<: *x, b: 2}\nd: {<<: *x, <<: *x}", &[]);
    check("- a: 1\n- a: 1", &[]);
    check("? [1]\n: 1\n? [2]\n: 2", &[]);
    let last = parse(FILE, "a: 1\na: 2").root;
    assert_eq!(show(last.get("a").unwrap()), "2");
}

#[test]
fn a_syntax_error_is_one_problem_at_its_line() {
    let check = |text: &str, line: &str| {
        let parsed = parse(FILE, text);
        let found = problems(&parsed, text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with(&format!("FW0001 {line} ")), "{text}: {found:?}");
        assert_eq!(parsed.root.data, Data::Absent, "{text}");
    };
    check("a: 1\n  b: 2\n", "2");
    check("a: [1\nb: 2\n", "2");
    check("a: 1\nb: 'x\n", "2");
    check("a:\n\tb: 2\n", "2");
    // It goes on in the next line, and a key may not.
    check("a: 1\n\tb: 2\n", "1");
    check("a: 1\nb\nc: 3\n", "2");
    check("a: *x\n", "1");
    check("a: {\n", "1");
    check("a: 1\n- b\n", "2");
    check("ä: @ö\n", "1");
    check("a: {{ b }}\n{{ c }}\n", "2");
    check("a: 1\nb: \"\\q\"\n", "2");
    check("a: %b\n", "1");
}

/// The codes and lines of what is odd about a text of which nothing counts.
fn refused(text: &str) -> Vec<&'static str> {
    let parsed = parse(FILE, text);
    for problem in &parsed.problems {
        slice(text, problem.span);
    }
    parsed.problems.iter().map(|it| it.code.id).collect()
}

#[test]
fn nesting_ends() {
    let deep = |part: &str| part.repeat(10_000);
    let indented: String = (0..10_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    for text in [
        deep("["),
        deep("[") + &deep("]"),
        deep("{a: "),
        deep("- "),
        deep("? "),
        deep("[{a: "),
        deep("!Sub ["),
        indented,
    ] {
        assert_eq!(refused(&text), ["FW0003"], "{}", &text[..20]);
    }
    let levels = |count| "[".repeat(count) + &"]".repeat(count);
    assert_eq!(refused(&levels(200)), <[&str; 0]>::default());
    assert_eq!(refused(&levels(201)), ["FW0003"]);
}

fn size(node: &Node) -> usize {
    let mut count = 0;
    node.walk(&mut |_| count += 1);
    count
}

#[test]
fn aliases_expand_so_far_and_no_further() {
    let doubling: String =
        (1..60).map(|it| format!("a{it}: &a{it} [*a{}, *a{}]\n", it - 1, it - 1)).collect();
    let chain: String = (1..500).map(|it| format!("a{it}: &a{it} [*a{}]\n", it - 1)).collect();
    let merges: String = (1..60)
        .map(|it| format!("a{it}: &a{it} {{<<: *a0, b: *a{}, c: *a{}}}\n", it - 1, it - 1))
        .collect();
    for text in [doubling, chain, merges] {
        let text = format!("a0: &a0 {{x: 1}}\n{text}");
        assert_eq!(refused(&text), ["FW0003"], "{}", &text[..60]);
        assert!(size(&parse(FILE, &text).root) < 1_000_000);
    }
    // Anchors on anchors: each would keep all that is in it.
    let items = "1,".repeat(20_000);
    let nested: String = (0..150).map(|it| format!("&a{it} [")).collect();
    let text = format!("- {nested}{items}{}\n- *a0\n", "]".repeat(150));
    assert_eq!(refused(&text), ["FW0003"]);
    // A template that repeats itself much is read.
    let text = format!("a: &a [{items}]\nb: [*a, *a, *a]\n");
    assert_eq!(refused(&text), <[&str; 0]>::default());
    assert_eq!(size(&parse(FILE, &text).root), 2 + 4 * 20_001);
}
