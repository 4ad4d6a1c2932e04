//! What synthesis costs: CPU seconds as a multiple of what cannot be saved, which is to serialize
//! the same documents and write them to files of the same names. Both are measured in one process,
//! so that the load and the speed of the machine cancel.
//!
//! `cargo bench --bench synth` prints the table of 100 and 1,000 services and the start of `hello`;
//! after `--`, `--large` adds 10,000 services, `--edits` what compiling costs, and `--check` makes
//! the exit code 1 when a goal is missed. `docs/performance.md` explains the figures.

#![expect(clippy::print_stdout, reason = "it prints a table")]
#![expect(clippy::disallowed_methods, reason = "it measures how files are written")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

mod compile;
mod cost;
mod limit;
#[path = "../../examples/many/tenants.rs"]
mod tenants;

use cost::{children, mean, mean_fresh, own};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let has = |option: &str| arguments.iter().any(|it| it == option);
    match &arguments[..] {
        [of, count] if of == "peak" => return peak(parse(count)),
        [of, count] if of == "ratio" => return ratio(parse(count)),
        _ if !has("--bench") => return ExitCode::SUCCESS, // `cargo test --all-targets`
        _ => {}
    }
    let mut table = Table::default();
    let sizes: &[usize] = if has("--large") { &[100, 1_000, 10_000] } else { &[100, 1_000] };
    synthesis(sizes, &mut table);
    hello(&mut table);
    if has("--edits") {
        compile::constants(&mut table);
        compile::edit(&mut table);
    }
    println!("\n{} of {} goals reached", table.goals - table.missed, table.goals);
    ExitCode::from(u8::from(has("--check") && table.missed > 0))
}

fn parse(count: &str) -> usize {
    count.parse().expect("a number of services")
}

/// Prints figures beside their goals, and counts the goals.
#[derive(Default)]
struct Table {
    goals: usize,
    missed: usize,
}

impl Table {
    /// A figure with the most it may be.
    fn row(&mut self, what: &str, figure: f64, unit: &str, most: f64) {
        let verdict = if figure <= most { "" } else { "   MISSED" };
        println!("{what:<64} {figure:>8.2} {unit:<5} goal {most}{verdict}");
        self.goals += 1;
        self.missed += usize::from(figure > most);
    }
}

/// The ratio, the growth and the memory of synthesis.
fn synthesis(sizes: &[usize], table: &mut Table) {
    let mut before: Option<(usize, f64)> = None;
    for &count in sizes {
        let figures = child("ratio", count);
        let [files, bytes, synth, limit] = figures[..] else { panic!("{figures:?}") };
        let what = format!(
            "synth of {count} services, {files} files, {:.1} MB: {synth:.3} s of {limit:.3} s",
            bytes / 1e6
        );
        table.row(&what, synth / limit, "times", 4.0);
        if let Some((smaller, less)) = before {
            let exponent = (synth / less).ln() / (count as f64 / smaller as f64).ln();
            table.row(
                &format!("growth from {smaller} to {count} services"),
                exponent,
                "power",
                1.1,
            );
        }
        before = Some((count, synth));
        let memory = child("peak", count)[0];
        table.row(&format!("peak memory at {count} services"), memory, "MB", 200.0);
    }
}

/// What `hello` costs from start to end, as a process of its own.
fn hello(table: &mut Table) {
    let hello = compile::example("hello");
    let scratch = Scratch::new("hello");
    let out = scratch.0.join("out");
    let seconds = mean(children, || {
        run(Command::new(&hello).args(["synth", "--no-lock", "--out"]).arg(&out));
    });
    table.row("hello, the whole process", seconds * 1000.0, "ms", 30.0);
}

/// Runs this program again for one figure, so that memory is one run's and caches are cold.
fn child(what: &str, count: usize) -> Vec<f64> {
    let program = std::env::current_exe().expect("we run");
    let output = run(Command::new(program).args([what, &count.to_string()]));
    output.split_whitespace().map(|it| it.parse().expect("a figure")).collect()
}

/// Runs a command that succeeds, and returns what it prints.
fn run(command: &mut Command) -> String {
    let output = command.stderr(Stdio::inherit()).output().expect("it can be started");
    assert!(output.status.success(), "{command:?} failed: {}", output.status);
    String::from_utf8(output.stdout).expect("it prints text")
}

/// Measures synthesis and the limit: prints files, bytes and the seconds of both.
fn ratio(count: usize) -> ExitCode {
    let scratch = Scratch::new("ratio");
    let (made, written) = (scratch.0.join("made"), scratch.0.join("written"));
    let synth = mean_fresh(own, &made, || synth(count, &made));
    let documents = limit::read(&made);
    let limit = mean_fresh(own, &written, || limit::write(&documents, &written));
    let (files, bytes) = limit::compare(&made, &written);
    println!("{files} {bytes} {synth} {limit}");
    ExitCode::SUCCESS
}

/// Synthesizes once and prints the most memory it had, in megabytes.
fn peak(count: usize) -> ExitCode {
    let scratch = Scratch::new("peak");
    synth(count, &scratch.0.join("out"));
    println!("{}", cost::peak_megabytes());
    ExitCode::SUCCESS
}

/// What `formwork::main` does for `synth --no-lock --out OUT`, rules included.
fn synth(count: usize, out: &Path) {
    tenants::with_app(count, |app| {
        let arguments = [OsStr::new("synth"), "--no-lock".as_ref(), "--out".as_ref(), out.as_ref()];
        let mut io = formwork::run::Io {
            out: &mut std::io::stdout(),
            err: &mut std::io::stderr(),
            today: || unreachable!("synth does not look at a clock"),
        };
        let code = formwork::run::run(app, arguments.map(OsStr::to_owned), &mut io);
        assert_eq!(code, 0);
    });
}

/// A folder that goes when it is dropped: in memory where there is such a place, so that a disk is
/// not what is measured.
struct Scratch(PathBuf);

impl Scratch {
    fn new(what: &str) -> Self {
        let memory = PathBuf::from("/dev/shm");
        let parent = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let folder = parent.join(format!("formwork-bench-{what}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a scratch folder");
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
