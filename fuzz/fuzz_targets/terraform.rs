//! Any text is read as a module that calls itself, fills itself in and sets its own variables:
//! `cargo +nightly fuzz run terraform`.

#![no_main]

use formwork::ir::lifted::FileId;
use formwork::manifest::syntax::{hcl, json};
use formwork::manifest::terraform::{self, Module, Opened, Values};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let native = || hcl::parse(FileId(0), text).body;
    let document = || terraform::json::parse(text, json::parse(FileId(0), text)).body;
    let values = |name: &str| Values { name: name.to_owned(), body: native() };
    let module = |folder: &str, files| Module {
        folder: folder.to_owned(),
        files,
        values: vec![values("terraform"), values("prod")],
        is_whole: true,
    };
    let modules = [module("", vec![native(), document()]), module("m", vec![native()])];
    let open = |_: &str| Some(Opened { text: text.into(), file: Some(FileId(0)) });
    for manifest in terraform::lift(&modules, None, &open) {
        manifest.to_stack();
        for resource in &manifest.resources {
            resource.properties.walk(&mut |node| {
                let (start, end) = (node.span.start as usize, node.span.end as usize);
                assert!(text.get(start..end).is_some(), "{:?}", node.span);
            });
        }
    }
});
