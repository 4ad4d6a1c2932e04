//! What a description costs while it is compiled, measured in crates of their own: CPU seconds of
//! `cargo` and everything it starts, less those of an empty crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cost::{children, mean};
use super::{Table, run};

/// The description with 200 services that `const_eval` compiles.
const DESCRIPTION: &str = include_str!("../const_eval.rs");

/// Builds an example as a user would, and returns its program.
pub(crate) fn example(name: &str) -> PathBuf {
    let build = ["build", "--quiet", "--release", "--example", name];
    run(cargo().args(build).current_dir(env!("CARGO_MANIFEST_DIR")));
    let program = std::env::current_exe().expect("we run"); // target/release/deps/synth-…
    let release = program.ancestors().nth(2).expect("a target folder");
    release.join("examples").join(name)
}

/// All rules over 50 and 200 services in one constant.
pub(crate) fn constants(table: &mut Table) {
    let mut checked = Crate::new("checked");
    let empty = checked.cost("check", "fn main() {}\n");
    for (count, most) in [(50, 2.0), (200, 8.0)] {
        let cost = checked.cost("check", &description(count)) - empty;
        let what = format!("cargo check of {count} services, beyond an empty crate");
        table.row(&what, cost, "s", most);
    }
}

/// From an edited value to templates, in a debug build.
pub(crate) fn edit(table: &mut Table) {
    let empty = Crate::new("empty").cost("run", "fn main() {}\n");
    let cost = Crate::new("edited").cost("run", &description(10)) - empty;
    table.row("an edit to templates of 10 services, beyond an empty crate", cost, "s", 1.5);
}

/// A program whose constant has `count` services.
fn description(count: usize) -> String {
    let (before, list) = DESCRIPTION.rsplit_once("pairs! {").expect("a list of pairs");
    let (names, after) = list.split_once('}').expect("its end");
    let pairs: Vec<_> = names.split(',').take(count / 2).collect();
    let (before, after) = (before, after.split_once("fn main").expect("a program").0);
    let main = "fn main() -> std::process::ExitCode { formwork::main(&SHOP) }\n";
    format!("{before}pairs! {{{}}}{after}{main}", pairs.join(","))
}

/// A crate that depends on formwork as a user's does.
struct Crate {
    folder: PathBuf,
    edits: usize,
}

impl Crate {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("synth").join(name);
        fs::create_dir_all(folder.join("src")).expect("a scratch folder");
        let root = env!("CARGO_MANIFEST_DIR");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\nformwork = {{ path = {root:?}, default-features = false }}\n\n[workspace]\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("room");
        fs::copy(Path::new(root).join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock");
        Self { folder, edits: 0 }
    }

    /// CPU seconds of compiling the program after an edit, and of running it if that is asked.
    fn cost(&mut self, command: &str, program: &str) -> f64 {
        self.compile(command, program);
        mean(children, || self.compile(command, program))
    }

    fn compile(&mut self, command: &str, program: &str) {
        self.edits += 1;
        let edited = program.replace("json", &format!("json-{}", self.edits));
        fs::write(self.folder.join("src/main.rs"), format!("{edited}// {}\n", self.edits))
            .expect("room");
        let mut cargo = cargo();
        cargo.args([command, "--quiet", "--offline"]).current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", self.folder.with_file_name("target"));
        if command == "run" {
            cargo.args(["--", "synth", "--no-lock", "--out", "out"]);
        }
        run(&mut cargo);
    }
}

fn cargo() -> Command {
    Command::new(env!("CARGO"))
}
