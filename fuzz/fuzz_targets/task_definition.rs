//! Any document is read as a task definition: `cargo +nightly fuzz run task_definition`.

#![no_main]

use formwork::ir::lifted::FileId;
use formwork::manifest::syntax::json;
use formwork::manifest::task_definition::{is_task_definition, lift};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let root = json::parse(FileId(0), text).root;
    is_task_definition(&root);
    let manifest = lift(root, "web.json");
    for resource in &manifest.resources {
        resource.properties.walk(&mut |node| assert!(node.span.end as usize <= text.len()));
    }
});
