//! Files that want too much: each is read in bounded time, or told about.

use std::fmt::Write;

use formwork::ir::lifted::{FileId, Manifest};
use formwork::manifest::read::Read;
use formwork::manifest::syntax::hcl;

use crate::{files, print, resources};

/// The codes of what is odd about a file, with the line.
fn problems(text: &str) -> Vec<(&'static str, u32)> {
    let read = files(&[("main.tf", text)]);
    read.problems.iter().map(|it| (it.code.id, read.files.span(it.span).line)).collect()
}

fn lift(text: &str) -> Manifest {
    let mut read: Read = files(&[("main.tf", text)]);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.manifests.swap_remove(0)
}

#[test]
fn a_broken_file_is_one_problem_at_its_line() {
    for (text, line) in [
        ("a = 1\nb = = 2\nc = 3\n", 2),
        ("resource \"x\" \"y\" {\n  a = [1,\n", 3),
        ("a = \"no end\n", 1),
        ("a = <<EOT\nno end\n", 2),
        ("\u{feff}ä = \u{1}", 1),
        ("}", 1),
        ("a = 1 b = 2", 1),
        ("/* no end", 1),
    ] {
        let found = problems(text);
        assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), ["FW0001"], "{text}");
        assert!(found[0].1.abs_diff(line) <= 1, "{text}: {found:?}");
    }
    let read = files(&[("bad.tf", "a = ="), ("good.tf", "resource \"aws_test\" \"x\" {}\n")]);
    assert_eq!((read.problems.len(), resources(&read.manifests[0]).len()), (1, 1));
}

#[test]
fn a_key_that_stands_twice_is_a_problem_and_the_last_counts() {
    let text = "resource \"aws_test\" \"x\" {\n  map = {\n    a = 1\n    \"b\" = 2\n    a = 3\n    \"b\" = 4\n    a = 5\n  }\n  a = 1\n  a = 2\n}\n";
    let read = files(&[("main.tf", text)]);
    let found: Vec<_> =
        read.problems.iter().map(|it| (it.code.id, read.files.span(it.span).line)).collect();
    assert_eq!(found, [("FW0002", 5), ("FW0002", 6), ("FW0002", 7), ("FW0002", 10)]);
    assert_eq!(resources(&read.manifests[0]), ["aws_test.x {map: {a: 5, b: 4}, a: 1, a: 2}"]);
}

#[test]
fn nesting_ends() {
    let deep =
        |open: &str, close: &str| format!("a = {}1{}\n", open.repeat(10_000), close.repeat(10_000));
    for text in [
        deep("(", ")"),
        deep("[", "]"),
        deep("{ a = ", " }"),
        deep("\"${", "}\""),
        deep("!", ""),
        deep("-", ""),
        deep("f(", ")"),
        deep("a[", "]"),
        deep("true ? 1 : ", ""),
        deep("1 + ", ""),
        deep("[for x in y : ", "]"),
        deep("%{ if a }", "%{ endif }"),
        "a {\n".repeat(10_000),
        format!("a = \"{}\"", "%{ if a }".repeat(10_000)),
    ] {
        let read = files(&[("main.tf", &text)]);
        assert!(read.problems.len() <= 1, "{}", &text[..20]);
    }
    // Steps are no nesting.
    let steps =
        format!("resource \"aws_test\" \"x\" {{\n  a = aws_test.x{}\n}}\n", ".b".repeat(10_000));
    lift(&steps);
    let json = format!(
        "{{\"locals\": {{\"a\": \"${{{}1{}}}\"}}}}",
        "(".repeat(10_000),
        ")".repeat(10_000)
    );
    assert_eq!(files(&[("main.tf.json", &json)]).problems.len(), 1);
}

#[test]
fn large_files_are_told_or_read() {
    let many = |entry: &str| format!("a = {{\n{}}}\n", entry.repeat(30_000));
    assert_eq!(problems(&many("  k = 1\n"))[0].0, "FW0003");
    assert_eq!(problems(&format!("# {}\n", "x".repeat(9 << 20)))[0].0, "FW0003");
    let mut long = String::new();
    for number in 0..5_000 {
        writeln!(
            long,
            "resource \"aws_test\" \"x{number}\" {{\n  a = aws_test.x{}.id\n}}",
            number / 2
        )
        .unwrap();
    }
    assert_eq!(resources(&lift(&long)).len(), 5_000);
}

/// Each value is twice the one before; in a tree, they would be 2 to the 200.
#[test]
fn values_that_double_end() {
    for step in [
        "[local.a{}, local.a{}]",
        "\"${local.a{}}${local.a{}}\"",
        "merge({ x = local.a{} }, { y = local.a{} })",
        "concat(local.a{}, local.a{})",
        "[for x in [1, 2] : local.a{}]",
        "jsonencode([local.a{}, local.a{}])",
        "true == var.v ? [local.a{}] : [[local.a{}]]",
    ] {
        let mut text = "variable \"v\" {}\nlocals {\n  a0 = [\"xxxxxxxx\"]\n".to_owned();
        for number in 1..200 {
            writeln!(text, "  a{number} = {}", step.replace("{}", &(number - 1).to_string()))
                .unwrap();
        }
        text.push_str("}\nresource \"aws_test\" \"x\" {\n  a = local.a199\n}\nresource \"aws_test\" \"y\" {\n  count = 64\n  a = local.a20\n  b = local.a99\n}\n");
        assert_eq!(resources(&lift(&text)).len(), 65, "{step}");
    }
}

/// Each hangs on the one before, and the first is asked for first.
#[test]
fn chains_of_values_end() {
    let mut text = "locals {\n  a0 = [1]\n".to_owned();
    for number in 1..5_000 {
        writeln!(text, "  a{number} = [local.a{}]", number - 1).unwrap();
    }
    text.push_str("}\n");
    for number in (0..5_000).step_by(50) {
        writeln!(text, "resource \"aws_test\" \"x{number}\" {{\n  a = local.a{number}\n}}")
            .unwrap();
    }
    assert_eq!(resources(&lift(&text)).len(), 100);
}

/// Calls of calls of calls: 8 to the 10 modules, if nobody counted.
#[test]
fn trees_of_modules_end() {
    let names: Vec<_> = (0..=10).map(|number| format!("m{number}/main.tf")).collect();
    let text = |number: usize| {
        let call = |it: usize| {
            format!("module \"c{it}\" {{\n  source = \"../m{}\"\n  v = var.v\n}}\n", number + 1)
        };
        let calls: String = (0..8).map(call).collect();
        format!(
            "variable \"v\" {{ default = [1] }}\nresource \"aws_test\" \"x\" {{\n  a = var.v\n}}\n{}",
            if number < 10 { calls } else { String::new() }
        )
    };
    let texts: Vec<_> = (0..=10).map(text).collect();
    let texts: Vec<_> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let read = files(&texts);
    assert_eq!(read.manifests.iter().filter(|it| it.frame.name == "m0").count(), 1);
    assert!(read.manifests[0].resources.len() < 10_000);
}

/// A path of 32 choices has 33 ends, not 2 to the 32.
#[test]
fn choices_stay_linear() {
    let mut text = "variable \"v\" {}\nlocals {\n  a0 = \"x\"\n".to_owned();
    for number in 1..=32 {
        writeln!(
            text,
            "  a{number} = var.v == \"{number}\" ? \"n{number}\" : local.a{}",
            number - 1
        )
        .unwrap();
    }
    text.push_str("}\nresource \"aws_test\" \"x\" {\n  a = local.a32\n}\n");
    let manifest = lift(&text);
    assert_eq!(manifest.resources[0].property("a").unwrap().branches().len(), 33);
    assert!(print(&manifest).len() > 32, "each comparison is declared");
}

#[test]
fn templates_that_are_broken_or_open_themselves_end() {
    let main = "resource \"aws_test\" \"x\" {\n  a = templatefile(\"a.tftpl\", {})\n  b = templatefile(\"b.tftpl\", {})\n}\n";
    let read = files(&[
        ("main.tf", main),
        ("a.tftpl", "${templatefile(\"a.tftpl\", {})}"),
        ("b.tftpl", "${"),
    ]);
    assert_eq!(resources(&read.manifests[0]), ["aws_test.x {a: ?, b: ?}"]);
}

#[test]
fn texts_of_one_byte_and_none_are_read() {
    for text in [
        "", " ", "\n", "\r\n", "a", "\"", "<", "<<", "<<A", "#", "/", "/*", "{", "=", "\u{0}", "é",
        "\\",
    ] {
        hcl::parse(FileId(0), text);
        let _ = hcl::template(text, &hcl::Origin::From(FileId(0), 0));
        let _ = hcl::expression(text, &hcl::Origin::From(FileId(0), 0));
    }
    let crlf = lift("resource \"aws_test\" \"x\" {\r\n  a = 1\r\n  b = <<EOT\r\nx\r\nEOT\r\n}\r\n");
    assert_eq!(resources(&crlf), ["aws_test.x {a: 1, b: \"x\\r\\n\"}"]);
}

/// Each part is compared with its own parent only.
#[test]
fn thousands_of_parts_join_in_time() {
    let mut text = String::new();
    for number in 0..3_000 {
        writeln!(text, "resource \"aws_s3_bucket\" \"b{number}\" {{\n}}\nresource \"aws_s3_bucket_versioning\" \"v{number}\" {{\n  bucket = aws_s3_bucket.b{number}.id\n  versioning_configuration {{ status = \"Enabled\" }}\n}}").unwrap();
    }
    assert_eq!(resources(&lift(&text)).len(), 3_000);
}

#[test]
fn no_file_outside_is_opened() {
    let main = "resource \"aws_test\" \"x\" {\n  a = file(\"/etc/passwd\")\n  b = file(\"../../secret.tftpl\")\n  c = file(\"../b.tftpl\")\n}\n";
    let read = files(&[
        ("app/main.tf", main),
        ("/etc/passwd.tftpl", "root"),
        ("/etc/passwd", "root"),
        ("../secret.tftpl", "no"),
        ("b.tftpl", "yes"),
    ]);
    assert_eq!(resources(&read.manifests[0]), ["aws_test.x {a: ?, b: ?, c: \"yes\"}"]);
}
