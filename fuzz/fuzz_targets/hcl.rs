//! Any text is read as Terraform's native syntax: `cargo +nightly fuzz run hcl`.

#![no_main]

use formwork::ir::lifted::{FileId, Span};
use formwork::manifest::syntax::hcl::{Origin, expression, parse, template};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parsed = parse(FileId(0), text);
    let check = |span: Span| {
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
    };
    parsed.comments.iter().for_each(|it| check(it.span));
    parsed.problems.iter().for_each(|it| check(it.span));
    for attribute in &parsed.body.attributes {
        attribute.value.walk(&mut |it| check(it.span));
    }
    for outcome in [template, expression] {
        if let Ok(read) = outcome(text, &Origin::From(FileId(0), 0)) {
            read.walk(&mut |it| check(it.span));
        }
    }
});
