//! Which files are judged.

use super::{FUNCTION, folder, run};

const FOUND: &str = ":6:16: FW7004";

fn found(files: &[&str]) -> Vec<String> {
    files.iter().map(|file| format!("{file}{FOUND}")).collect()
}

#[track_caller]
fn check(name: &str, files: &[&str], arguments: &str, expected: &[&str]) {
    let files: Vec<_> = files.iter().map(|file| (*file, FUNCTION)).collect();
    let folder = folder(name, &files);
    let expected = found(expected);
    let expected: Vec<_> = expected.iter().map(String::as_str).collect();
    run(&folder, &format!("--format concise {arguments}")).finds(&expected);
}

#[test]
fn folders_are_walked_in_order() {
    let files = ["b.yaml", "a/z.yml", "a/b/x.template", "a.txt", "readme.md"];
    check("walked", &files, "", &["a/b/x.template", "a/z.yml", "b.yaml"]);
}

#[test]
fn named_files_are_always_read_and_only_once() {
    let files = ["a.txt", "b.yaml", ".hidden.yaml"];
    check(
        "named",
        &files,
        "b.yaml a.txt ./b.yaml . .hidden.yaml",
        &[".hidden.yaml", "a.txt", "b.yaml"],
    );
}

#[test]
fn hidden_and_ignored_files_are_left_out() {
    let ignored = [
        (".gitignore", "out/\n"),
        (".ignore", "old.yaml\n"),
        ("out/a.yaml", FUNCTION),
        (".github/a.yaml", FUNCTION),
        ("old.yaml", FUNCTION),
        ("new.yaml", FUNCTION),
        ("formwork.toml", "[lint]\nexclude = [\"vendor/\", \"*.gen.yaml\"]\n"),
        ("vendor/a.yaml", FUNCTION),
        ("b.gen.yaml", FUNCTION),
    ];
    let folder = folder("ignored", &ignored);
    run(&folder, "--format concise").finds(&["new.yaml:6:16: FW7004"]);
    run(&folder, "--format concise vendor/a.yaml").finds(&["vendor/a.yaml:6:16: FW7004"]);
    run(&folder.join("vendor"), "--format concise ../b.gen.yaml")
        .finds(&["../b.gen.yaml:6:16: FW7004"]);
}

#[cfg(unix)]
#[test]
fn links_in_folders_are_not_followed() {
    use std::os::unix::fs::symlink;

    let folder = folder("links", &[("a/a.yaml", FUNCTION)]);
    symlink(&folder, folder.join("a/circle")).unwrap();
    symlink(folder.join("a/a.yaml"), folder.join("b.yaml")).unwrap();
    run(&folder, "--format concise").finds(&["a/a.yaml:6:16: FW7004"]);
    run(&folder, "--format concise b.yaml").finds(&["b.yaml:6:16: FW7004"]);
}
