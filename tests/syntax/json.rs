//! JSON: what a text says, and where.

use formwork::manifest::syntax::json::parse;

use crate::place::{FILE, problems, show_places, slice};

fn check(text: &str, expected: &str) {
    let parsed = parse(FILE, text);
    assert_eq!(show_places(&parsed.root, text), expected, "{text}");
    assert_eq!(problems(&parsed, text), <[&str; 0]>::default(), "{text}");
}

#[test]
fn values_have_places() {
    check(r#"{"a": [1, true, null, "x"]}"#, r#"{a: [1, true, null, "x"]}"#);
    check("[0, -1, 1.5, 1e3, 2E-1]", "[0, -1, 1.5, 1000.0«1e3», 0.2«2E-1»]");
    check(
        "[9223372036854775807, 9223372036854775808]",
        "[9223372036854775807, 9.223372036854776e18«9223372036854775808»]",
    );
    check("[1e999]", "[?«1e999»]");
    check(r#""a\n\u00e4\"\/""#, r#""a\nä\"/"«"a\n\u00e4\"\/"»"#);
    check(r#""\ud83e\udd80""#, r#""🦀"«"\ud83e\udd80"»"#);
    check("{\"日本\": \"🦀\",\r\n \"ä\": [\"é\"]}", r#"{日本: "🦀", ä: ["é"]}"#);
    check("{}", "{}");
    check("[]", "[]");
    check(r#"{"": ""}"#, r#"{: ""}"#);
    check("", "null«»");
    check(" \n", "null«»");
}

#[test]
fn places_have_their_brackets() {
    let text = "{\n  \"a\": { \"b\" : [1, 2 ] },\n  \"c\": 3\n}\n";
    let root = parse(FILE, text).root;
    assert_eq!(slice(text, root.span), text.trim_end());
    assert_eq!(slice(text, root.get("a").unwrap().span), "{ \"b\" : [1, 2 ] }");
    assert_eq!(slice(text, root.at("a.b").unwrap().span), "[1, 2 ]");
    assert_eq!(slice(text, root.field("c").unwrap().key_span), "\"c\"");
}

/// The codes of what is odd about a text.
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
    for text in [
        deep("["),
        deep("[") + &deep("]"),
        deep("{\"a\":"),
        deep("[{\"]\":"),
        format!("// \"\n{}", deep("[")),
        format!("/* \" */{}", deep("[")),
        format!("[\"\\\"\", {}", deep("[")),
    ] {
        assert_eq!(refused(&text), ["FW0003"], "{}", &text[..20]);
    }
    let levels = |count| "[".repeat(count) + &"]".repeat(count);
    assert_eq!(refused(&levels(128)), <[&str; 0]>::default());
    assert_eq!(refused(&levels(129)), ["FW0003"]);
    // Brackets in texts and comments are no nesting.
    let text = format!("/* {0} */ [\"{0}\", 1] // {0}", deep("["));
    assert_eq!(refused(&text), <[&str; 0]>::default());
}
