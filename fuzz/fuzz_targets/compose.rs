//! Any document is read as a Compose file: `cargo +nightly fuzz run compose`.

#![no_main]

use formwork::ir::lifted::FileId;
use formwork::manifest::compose::{is_compose, lift};
use formwork::manifest::syntax::yaml;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let root = yaml::parse(FileId(0), text).root;
    is_compose(&root, "compose.yaml");
    let manifest = lift(root, "shop");
    for resource in &manifest.resources {
        resource.properties.walk(&mut |node| assert!(node.span.end as usize <= text.len()));
    }
});
