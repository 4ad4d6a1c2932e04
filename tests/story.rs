//! The story in `docs/story.md`: its commands are run, and print what it says they print.

#![cfg(feature = "cli")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of a document reads it; a helper that cannot go on fails its test"
)]

use std::path::Path;
use std::process::Command;

const LEFT_OUT: &str = "…";
/// Stands between the output of two commands.
const END: char = '\u{1e}';

/// A command of the story.
struct Step<'t> {
    command: String,
    /// The lines that it prints; none if the story does not show them.
    prints: Option<Vec<&'t str>>,
}

/// The commands of the story's console blocks, and of its comments for the test.
fn steps(story: &str) -> Vec<Step<'_>> {
    let (mut steps, mut is_console, mut is_continued) = (Vec::<Step<'_>>::new(), false, false);
    for line in story.lines() {
        if let Some(hidden) = line.strip_prefix("<!-- test: ") {
            let command = hidden.trim_end_matches(" -->").to_owned();
            steps.push(Step { command, prints: None });
        } else if line.starts_with("```") {
            is_console = line == "```console";
        } else if is_console && let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step { command: command.to_owned(), prints: Some(Vec::new()) });
            is_continued = command.ends_with('\\');
        } else if is_console && let Some(step) = steps.last_mut() {
            if is_continued {
                step.command.push('\n');
                step.command.push_str(line);
                is_continued = line.ends_with('\\');
            } else {
                step.prints.as_mut().unwrap().push(line);
            }
        }
    }
    steps
}

/// Runs all commands in one shell, as a person does, and takes their output apart.
fn run(steps: &[Step<'_>]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let _ = std::fs::remove_dir_all(root.join("target/story"));
    let ended = format!("code=$?; printf '{END}%s{END}' $code; (exit $code)");
    let script: Vec<String> = steps.iter().map(|it| format!("{}\n{ended}\n", it.command)).collect();
    let folder = Path::new(env!("CARGO_BIN_EXE_formwork")).parent().unwrap();
    let tools = Path::new(env!("CARGO")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{}:{path}", folder.display(), tools.display());
    let mut shell = Command::new("bash");
    shell.args(["-c", &format!("exec 2>&1\n{}", script.concat())]).current_dir(root);
    let output = shell.env("PATH", path).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let parts: Vec<&str> = output.split(END).collect();
    parts.chunks_exact(2).map(|it| (it[0].to_owned(), it[1].to_owned())).collect()
}

/// Whether lines are those of the story, where `…` stands for any lines, or for the rest of one.
fn fits(told: &[&str], printed: &[&str]) -> bool {
    match (told, printed) {
        ([], []) => true,
        ([LEFT_OUT, rest @ ..], _) => (0..=printed.len()).any(|at| fits(rest, &printed[at..])),
        ([line, told @ ..], [actual, printed @ ..]) => {
            let is_it = line
                .strip_suffix(LEFT_OUT)
                .map_or(line == actual, |start| actual.starts_with(start));
            is_it && fits(told, printed)
        }
        _ => false,
    }
}

#[test]
fn the_story_is_true() {
    let story = include_str!("../docs/story.md");
    let steps = steps(story);
    assert!(steps.len() > 20, "only {} commands", steps.len());
    let played = run(&steps);
    assert_eq!(steps.len(), played.len(), "the shell ended early");
    for (position, (step, (printed, code))) in steps.iter().zip(&played).enumerate() {
        let next = steps.get(position + 1).map(|it| it.command.as_str());
        // A failure is shown by the code that the shell is asked for next.
        assert!(code == "0" || next == Some("echo $?"), "{}\n{printed}", step.command);
        let lines: Vec<&str> = printed.lines().collect();
        let told = step.prints.as_deref();
        assert!(told.is_none_or(|told| fits(told, &lines)), "{}\n{printed}", step.command);
    }
}

#[test]
fn what_is_left_out_may_be_anything() {
    assert!(fits(&["a", LEFT_OUT, "d…"], &["a", "b", "c", "de"]));
    assert!(fits(&[LEFT_OUT], &[]));
    assert!(!fits(&["a", LEFT_OUT, "d"], &["a", "b"]));
    assert!(!fits(&["a"], &["a", "b"]));
    assert!(!fits(&[], &["a"]));
}
