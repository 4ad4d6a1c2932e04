//! Several processes that add to one ledger at once.

use std::process::Stdio;

use super::desk::{DEMO, Desk, Run, images};

const DIGITS: [char; 8] = ['1', '2', '3', '4', '5', '6', '7', '8'];

#[test]
fn everybody_who_records_is_recorded() {
    let desk = Desk::new("writers", &DEMO);
    for digit in DIGITS {
        desk.synth(&DEMO, &format!("infra{digit}"), "");
    }
    let started = DIGITS.map(|digit| {
        let images = images(digit);
        let out = format!("--out infra{digit} --commit abcdef{digit}");
        let mut command = desk.command("", &format!("release record {out} {images}"));
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    });
    for child in started {
        Run::from(child.wait_with_output().unwrap()).clean("recorded");
    }
    desk.run("release verify").clean("8 entries, nothing is changed");
    let entries = desk.entries();
    // Each has an identifier of its own, though nobody gave one, and none lost its images.
    let mut ids: Vec<_> = entries.iter().map(|it| it.release.clone()).collect();
    ids.sort();
    assert_eq!(ids, DIGITS.map(|digit| format!("r{digit}")));
    let mut seen: Vec<_> = entries.iter().map(|it| it.images["web"].clone()).collect();
    seen.sort();
    assert_eq!(seen, DIGITS.map(|digit| super::desk::image("web", digit)));
}

#[test]
fn the_same_release_at_once_is_recorded_once() {
    let desk = Desk::new("twins", &DEMO);
    let images = images('1');
    let started = ["infra", "twin"].map(|out| {
        desk.synth(&DEMO, out, "");
        let arguments = format!("release record --out {out} --commit abcdef0 {images}");
        let mut command = desk.command("", &arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    });
    for child in started {
        Run::from(child.wait_with_output().unwrap()).clean("`r1` in `dev`");
    }
    assert_eq!(desk.entries().len(), 1);
    assert_eq!(desk.files("infra"), desk.files("twin"));
}

/// Whoever holds the lock is waited for, and what it wrote counts.
#[test]
fn a_writer_waits_for_its_turn() {
    let desk = Desk::new("turn", &DEMO);
    desk.record('1', "").clean("");
    let held = std::fs::OpenOptions::new();
    let held = { held }.read(true).append(true).open(desk.path("formwork.releases.jsonl")).unwrap();
    held.lock().unwrap();
    let arguments = format!("release record --out infra --commit abcdef0 {}", images('2'));
    let mut command = desk.command("", &arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut said, &mut line).unwrap();
    assert_eq!(line, "waiting for another command that writes `formwork.releases.jsonl`\n");
    assert_eq!(desk.entries().len(), 1);
    held.unlock().unwrap();
    Run::from(child.wait_with_output().unwrap()).clean("`r2` in `dev`: recorded");
}
