//! The rules of the house that neither rustc nor clippy knows: layers, module docs, file sizes.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of the source reads the source; a helper that cannot go on fails its test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which layers a layer may use; `ARCHITECTURE.md` explains them in this order.
const LAYERS: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("spec", &["diag"]),
    ("ir", &["diag"]),
    ("rules", &["spec", "ir", "diag", "schema"]),
    ("lower", &["spec", "ir", "diag", "rules", "schema"]),
    ("backend", &["ir", "diag"]),
    ("manifest", &["ir", "diag"]),
    ("schema", &["ir", "diag"]),
    ("lint", &["manifest", "rules", "ir", "diag", "exchange"]),
    ("environments", &["manifest", "rules", "ir", "diag", "exchange"]),
    ("diff", &["ir", "schema", "manifest", "exchange", "report"]),
    ("prove", &["ir", "diag"]),
    ("rehearse", &["manifest", "ir", "exchange"]),
    ("lock", &["ir", "spec", "rules", "lower", "diag", "exchange"]),
    ("plan", &["ir", "spec", "rules", "lower", "backend", "diag", "exchange"]),
    ("parity", &["ir", "spec", "rules", "diag", "exchange", "backend", "lower"]),
    ("release", &["ir", "spec", "rules", "diag", "exchange", "backend", "lower", "parity"]),
    ("exchange", &["spec", "ir", "diag", "rules", "backend", "lower"]),
    ("report", &["diag", "rules", "exchange"]),
];

/// Files that may use one layer more, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("src/spec/module.rs", "ir", "a module's `lower` is a function pointer in its data"),
    ("src/backend/terraform.rs", "spec", "the provider's version is the user's word"),
    ("src/backend/terraform/stack.rs", "spec", "the provider's version is the user's word"),
];

fn sources(folder: &str) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn layer_of(path: &Path) -> String {
    let first = path.components().nth(1).unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The layers a file names, outside its tests and comments.
fn layers_used(text: &str) -> Vec<(usize, String)> {
    let mut used = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.contains("#[cfg(test)]") {
            break;
        }
        let code = line.split("//").next().unwrap_or_default();
        for rest in code.split("crate::").skip(1) {
            let name: String =
                rest.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '_').collect();
            used.push((number + 1, name));
        }
    }
    used
}

#[test]
fn layers_use_only_those_below_them() {
    let layers: BTreeMap<_, _> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in sources("src") {
        let layer = layer_of(&path);
        let Some(allowed) = layers.get(&*layer) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for (line, used) in layers_used(&text) {
            let known = layers.contains_key(&*used) || ["run", "cli"].contains(&&*used);
            let excepted =
                EXCEPTIONS.iter().any(|(file, layer, _)| path == Path::new(file) && *layer == used);
            if known && used != layer && !allowed.contains(&&*used) && !excepted {
                wrong.push(format!("{}:{line}: `{layer}` may not use `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_module_docs() {
    let all = sources("src").into_iter().chain(sources("modules/src")).chain(sources("examples"));
    let bare: Vec<_> = all
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//!"))
        .map(|path| path.display().to_string())
        .collect();
    assert!(bare.is_empty(), "no module docs in the first line:\n{}", bare.join("\n"));
}

#[test]
fn no_file_is_longer_than_800_lines() {
    let long: Vec<_> = sources("src")
        .into_iter()
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > 800)
        .map(|(lines, path)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "split these by topic:\n{}", long.join("\n"));
}

#[test]
fn modules_use_only_what_is_public() {
    for path in sources("modules/src") {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("doc(hidden)"), "{}", path.display());
    }
}

/// A library that users compile must stay small: forty crates, and thirteen for Handlebars.
#[test]
fn the_library_alone_needs_few_crates() {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--no-default-features", "-e", "normal", "--prefix", "none", "--offline"])
        .output()
        .unwrap();
    let listed = String::from_utf8(output.stdout).unwrap();
    let crates: std::collections::BTreeSet<_> =
        listed.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.len() > 1 && crates.len() <= 53, "{} crates:\n{listed}", crates.len());
}
