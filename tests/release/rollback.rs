//! `release rollback`.

use super::desk::{CHANGED, DEMO, Desk, LARGER};

/// A crate whose `synth` copies the folder `made`; the program that a user has writes it itself.
const MAIN: &str = r#"
use std::{env, fs, path::Path};
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &to) } else { fs::copy(entry.path(), to).map(|_| ()).unwrap() }
    }
}
fn main() {
    let words: Vec<_> = env::args().skip(1).collect();
    assert_eq!((&*words[0], &*words[1], &*words[3]), ("synth", "--out", "--locked"), "{words:?}");
    let out = Path::new(&words[2]);
    let _ = fs::remove_dir_all(out);
    copy(Path::new("made"), out);
}
"#;

/// A desk with a crate, and three releases: `r1` and `r2` of one description, `r3` of another.
fn with_crate(name: &str) -> Desk {
    let desk = Desk::new(name, &DEMO);
    let manifest = "[package]\nname = \"infra\"\nedition = \"2024\"\n[workspace]\nmembers = [\"fake\"]\n\
                    [dependencies]\nformwork = { path = \"fake\" }\n";
    desk.write("Cargo.toml", manifest);
    desk.write("src/main.rs", MAIN);
    desk.write("fake/Cargo.toml", "[package]\nname = \"formwork\"\nedition = \"2024\"\n");
    desk.write("fake/src/lib.rs", "");
    desk.record('1', "").clean("");
    desk.record('2', "").clean("");
    desk.synth(&CHANGED, "infra", "");
    desk.record('3', "").clean("");
    desk
}

#[test]
fn the_crate_writes_the_same_templates_again() {
    let desk = with_crate("crate");
    desk.synth(&DEMO, "made", "");
    desk.run("release rollback --to r1 --env dev --out infra").clean("`r1` in `dev`: rolled back");
    let entries = desk.entries();
    assert_eq!((entries[3].parent, entries[3].source), (Some(3), Some(1)));
    assert_eq!(entries[3].templates, entries[0].templates);
    assert_eq!(entries[3].parameters, entries[0].parameters);
    let template = std::fs::read_to_string(desk.path("infra/cloudformation/web.template.json"));
    assert!(template.unwrap().contains("/healthz"));
    let beside = std::fs::read_dir(desk.path("")).unwrap().map(|it| it.unwrap().file_name());
    let left: Vec<_> = beside.filter(|it| it.to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
    // Back and forth.
    desk.run("release rollback --to r2 --env dev --out infra").clean("`r2` in `dev`: rolled back");
    desk.run("release rollback --to r2 --env dev --out infra").clean("nothing added");
    desk.run("release verify").clean("5 entries");
}

#[test]
fn a_description_that_moved_on_is_told_with_the_way_to_the_commit() {
    let desk = with_crate("moved-on");
    desk.synth(&CHANGED, "made", "");
    let (ledger, files) = (desk.ledger(), desk.files("infra"));
    let run = desk.run("release rollback --to r1 --env dev --out infra");
    run.refused("this is not what made `r1`: the templates of `web` differ from entry 1");
    let ledger_path = desk.path("formwork.releases.jsonl").canonicalize().unwrap();
    let help = format!(
        "git worktree add ../demo-r1 abcdef0\n        cd ../demo-r1\n        formwork release \
         rollback --to r1 --env dev --out infra --ledger {}",
        ledger_path.display()
    );
    assert!(run.said().contains(&help), "{}", run.said());
    assert_eq!((desk.ledger(), desk.files("infra")), (ledger, files), "nothing is half done");
    // A folder that was made from the commit does.
    desk.synth(&DEMO, "old", "");
    desk.run("release rollback --to r1 --env dev --out old --no-synth").clean("rolled back");
}

#[test]
fn a_folder_is_taken_as_it_is_only_if_it_is_the_release() {
    let desk = with_crate("as-it-is");
    let run = desk.run("release rollback --to r1 --env dev --out infra --no-synth");
    run.refused("`web` differ from entry 1");
}

#[test]
fn a_release_has_its_parameters() {
    let desk = Desk::new("parameters", &DEMO);
    for digit in ['1', '2'] {
        desk.record(digit, "").clean("");
        desk.run("release promote --from dev --to staging --out infra").clean("");
        desk.run("release promote --from staging --to prod --out infra").clean("");
    }
    desk.synth(&LARGER, "infra", "");
    let rollback = "release rollback --to r1 --env prod --out infra --no-synth";
    let run = desk.run(rollback);
    run.refused("the parameters of `web` in `prod` are not those of `r1`");
    assert!(run.said().contains("--current-parameters"), "{}", run.said());
    desk.run(&format!("{rollback} --current-parameters")).clean("rolled back");
    desk.run("release verify").clean("7 entries");
}

#[test]
fn only_what_ran_there_comes_back() {
    let desk = Desk::new("ran", &DEMO);
    desk.record('1', "").clean("");
    desk.record('2', "").clean("");
    desk.run("release promote --from dev --to staging --out infra").clean("");
    let check = |to: &str, env: &str, told: &str| {
        let run = format!("release rollback --to {to} --env {env} --out infra");
        desk.run(&run).refused(told);
    };
    check("r1", "staging", "`r1` never ran in `staging`");
    check("r1", "prod", "`prod` never had a release");
    check("r9", "dev", "the ledger has no release `r9`");
    check("r1", "deb", "did you mean `dev`?");
}
