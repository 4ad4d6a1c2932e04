//! Any text is read as a Dockerfile, and every place is in it: `cargo +nightly fuzz run dockerfile`.

#![no_main]

use formwork::ir::lifted::FileId;
use formwork::manifest::dockerfile::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (manifest, comments, problems) = parse(FileId(0), text, "image");
    let check = |span: formwork::ir::lifted::Span| {
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
    };
    comments.iter().for_each(|it| check(it.span));
    problems.iter().for_each(|it| check(it.span));
    for resource in &manifest.resources {
        resource.properties.walk(&mut |node| check(node.span));
    }
});
