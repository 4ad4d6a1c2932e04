//! The chain: what was changed, moved, cut off or forged.

use formwork::exchange::ledger::{Action, Entry};
use formwork::release::chain::{holds, mended, read, seal};
use formwork::release::history::judge;

use super::desk::{DEMO, Desk, image};

/// A ledger of four entries, as bytes.
/// A ledger of four entries, all of one second: what is copied within it stays in the order of time.
fn ledger(name: &str) -> (Desk, Vec<u8>) {
    const AT: &str = "--at 2026-11-01T12:00:00Z";
    let desk = Desk::new(name, &DEMO);
    desk.record('1', AT).clean("");
    desk.run(&format!("release promote --from dev --to staging --out infra {AT}")).clean("");
    desk.record('2', AT).clean("");
    desk.run(&format!("release rollback --to r1 --env dev --out infra --no-synth {AT}")).clean("");
    let bytes = desk.ledger();
    assert!(read(&bytes).1.is_empty() && judge(&read(&bytes).0).is_empty());
    (desk, bytes)
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|it| *it == b'\n').collect()
}

/// The ids of what is wrong with a ledger, with their lines.
fn faults(bytes: &[u8]) -> Vec<(usize, &'static str)> {
    let (entries, mut faults) = read(bytes);
    if faults.is_empty() {
        faults = judge(&entries);
    }
    faults.iter().map(|it| (it.line, it.code.id)).collect()
}

#[test]
fn every_byte_counts() {
    let (_, bytes) = ledger("bytes");
    let bytes = lines(&bytes)[..2].concat();
    for index in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[index] ^= 1;
        assert!(!faults(&changed).is_empty(), "byte {index}");
    }
    // Where a byte comes or goes in a field makes no difference.
    for index in (0..bytes.len()).step_by(7) {
        let mut shorter = bytes.clone();
        shorter.remove(index);
        assert!(!faults(&shorter).is_empty(), "byte {index} is gone");
        let mut longer = bytes.clone();
        longer.insert(index, b' ');
        assert!(!faults(&longer).is_empty(), "a byte before {index}");
    }
}

#[test]
fn lines_are_where_they_were_written() {
    let (_, bytes) = ledger("lines");
    let lines = lines(&bytes);
    for first in 0..lines.len() {
        let mut twice = lines.clone();
        twice.insert(first, lines[first]);
        assert_eq!(faults(&twice.concat())[0].1, "FW0080", "line {first} twice");
        if first + 1 < lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(first, first + 1);
            assert_eq!(faults(&swapped.concat())[0].1, "FW0080", "line {first} and the next");
            let mut without = lines.clone();
            without.remove(first);
            assert_eq!(faults(&without.concat())[0], (first + 1, "FW0080"), "without {first}");
        }
    }
    let other_line_ends = bytes.iter().flat_map(|it| match it {
        b'\n' => vec![b'\r', b'\n'],
        other => vec![*other],
    });
    let (_, told) = read(&other_line_ends.collect::<Vec<_>>());
    assert!(told.len() == 4 && told[0].message.contains("CR LF"), "{told:?}");
}

/// What is cut off in a line is seen; what is cut off at a line only by who knows the head.
#[test]
fn the_end_is_known_by_its_hash() {
    let (_, bytes) = ledger("end");
    let (entries, _) = read(&bytes);
    let head = &entries[3].hash;
    for length in 0..bytes.len() {
        let cut = &bytes[..length];
        let at_a_line = length == 0 || cut.ends_with(b"\n");
        let kept = read(cut).0;
        assert!(holds(&kept, head).is_some(), "{length} bytes");
        assert_eq!(faults(cut).is_empty(), at_a_line, "{length} bytes");
        if !at_a_line {
            assert_eq!(faults(cut), [(kept.len() + 1, "FW0082")], "{length} bytes");
        }
    }
    for entry in &entries {
        assert!(holds(&entries, &entry.hash).is_none());
    }
}

#[test]
fn an_unfinished_line_is_mended() {
    let (_, bytes) = ledger("mended");
    let lengths: Vec<_> = bytes.iter().enumerate().filter(|(_, it)| **it == b'\n').collect();
    for length in 0..bytes.len() {
        let cut = &bytes[..length];
        let whole = lengths.iter().rev().find(|(at, _)| *at < length).map_or(0, |it| it.0 + 1);
        let is_whole = lengths.iter().any(|(at, _)| *at == length);
        let expected = if is_whole { (length, Some(&b"\n"[..])) } else { (whole, None) };
        assert_eq!(mended(cut), expected, "{length} bytes");
    }
    assert_eq!(mended(&bytes), (bytes.len(), None));
}

#[test]
fn verify_tells_and_mends() {
    let (desk, bytes) = ledger("verify");
    let path = "formwork.releases.jsonl";
    let write = |bytes: &[u8]| std::fs::write(desk.path(path), bytes).unwrap();
    let head = read(&bytes).0[3].hash.clone();
    desk.run(&format!("release verify --head {head}")).clean("head");
    write(&bytes[..bytes.len() - 9]);
    desk.run("release verify").found("FW0082");
    desk.run("release list").refused("`formwork release verify --mend`");
    desk.record('3', "").refused("breaks off after");
    desk.run("release verify --mend").clean("3 entries");
    desk.run(&format!("release verify --head {head}")).found("FW0081");
    desk.run("release rollback --to r1 --env dev --out infra --no-synth").clean("entry 4");
    write(&bytes[..bytes.len() - 1]);
    desk.run("release verify").found("only its newline is missing");
    desk.run("release verify --mend").clean("4 entries");
    assert_eq!(desk.ledger(), bytes);
    // What was changed is not mended.
    let text = String::from_utf8(bytes.clone()).unwrap();
    write(text.replacen("\"r1\"", "\"r5\"", 1).trim_end().as_bytes());
    let before = desk.ledger();
    desk.run("release verify --mend").found("FW0080");
    assert_eq!(desk.ledger(), before);
    let found = desk.run("release verify --format json");
    found.found("\"rule\": \"FW0080\"");
    desk.record('4', "").refused("formwork.releases.jsonl:1: this line was changed");
}

/// Seals entries anew, as a forger would who knows how.
fn forged(entries: &[Entry], change: impl FnOnce(&mut Vec<Entry>)) -> Vec<u8> {
    let mut entries = entries.to_vec();
    change(&mut entries);
    let (mut bytes, mut previous) = (Vec::new(), None);
    for (index, entry) in entries.iter_mut().enumerate() {
        entry.sequence = index as u64 + 1;
        entry.previous = previous;
        bytes.extend((seal(entry) + "\n").into_bytes());
        previous = Some(entry.hash.clone());
    }
    bytes
}

/// Good hashes do not make a history possible.
#[test]
fn what_formwork_does_not_do_is_found() {
    let (_, bytes) = ledger("forged");
    let (entries, _) = read(&bytes);
    assert_eq!(forged(&entries, |_| ()), bytes);
    let check = |told: &str, change: fn(&mut Vec<Entry>)| {
        let (entries, faults) = read(&forged(&entries, change));
        assert!(faults.is_empty(), "{faults:?}");
        let faults = judge(&entries);
        let wrong = faults.iter().any(|it| it.code.id == "FW0083" && it.message.contains(told));
        assert!(wrong, "no `{told}` in {faults:?}");
    };
    check("`r9` is new in `prod`, which is not the first", |entries| {
        let mut entry = entries[0].clone();
        (entry.release, entry.environment) = ("r9".to_owned(), "prod".to_owned());
        entries.push(entry);
    });
    check("`r9` is new in `prod`, which was the last", |entries| {
        let mut entry = entries[0].clone();
        (entry.release, entry.environment) = ("r9".to_owned(), "prod".to_owned());
        entry.environments = vec!["prod".to_owned()];
        entries.push(entry);
    });
    check("this ledger has releases of the whole app, and none of `web` alone", |entries| {
        entries[2].service = Some("web".to_owned());
    });
    check("the image of `web` differs from `r1` in entry 1", |entries| {
        entries[1].images.insert("web".to_owned(), image("web", '5'));
    });
    check("the templates of stack `web` differ from `r1`", |entries| {
        let web = entries[1].templates.iter_mut().find(|it| it.name == "web").unwrap();
        web.cloudformation = Some("0".repeat(64));
    });
    check("the commit differs from `r1`", |entries| entries[3].commit = "abcdef9".to_owned());
    check("is not pinned by digest", |entries| {
        entries[2].images.insert("web".to_owned(), "acme/web:latest".to_owned());
    });
    check("`r1` did not come from `staging`", |entries| {
        (entries[1].environment, entries[1].parent) = ("prod".to_owned(), None);
    });
    check("`r2` did not come from `staging`", |entries| {
        entries[2].environment = "staging".to_owned();
        (entries[2].action, entries[2].source) = (Action::Rollback, Some(1));
        entries[2].parent = Some(2);
    });
    check("its parent is entry 1, and `dev` ran entry 3", |entries| entries[3].parent = Some(1));
    check("`r1` is recorded twice", |entries| entries[3].action = Action::Record);
    check("was promoted to the first environment", |entries| entries[3].action = Action::Promote);
    check("`qa` is none of the environments", |entries| entries[2].environment = "qa".to_owned());
    check("is no identifier of a release", |entries| entries[2].release = "r 2".to_owned());
}

#[test]
fn an_entry_is_readable_and_of_the_ledger() {
    let (_, bytes) = ledger("readable");
    let (entries, _) = read(&bytes);
    let check = |told: &str, change: fn(&mut Vec<Entry>)| {
        let (_, faults) = read(&forged(&entries, change));
        let wrong = faults.iter().any(|it| it.code.id == "FW0080" && it.message.contains(told));
        assert!(wrong, "no `{told}` in {faults:?}");
    };
    check("has format 2.0", |entries| entries[1].format = "2.0".to_owned());
    check("this entry is of `other`", |entries| entries[1].app = "other".to_owned());
    check("`yesterday` is no time", |entries| entries[1].at = "yesterday".to_owned());
    check("is before the entry before", |entries| {
        entries[2].at = "2001-01-01T00:00:00Z".to_owned();
    });
    // A later minor of the format may say more.
    let line = String::from_utf8(bytes).unwrap().lines().next().unwrap().to_owned();
    let body = line.split_once(",\"hash\":").unwrap().0.to_owned() + ",\"approved_by\":\"me\"";
    let hash = formwork::parity::sha256(body.as_bytes());
    let (entries, faults) = read(format!("{body},\"hash\":\"{hash}\"}}\n").as_bytes());
    assert!(entries.len() == 1 && faults.is_empty(), "{faults:?}");
}
