//! Base images: `check` reads the Dockerfiles of an app, `base list` tells who builds on what, and
//! `base bump` changes the digests and nothing else.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of the binary writes what it reads; a helper that cannot go on fails its test"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use formwork::prelude::*;
use formwork::run::{self, Io};

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("shop", "shop@shop.example");
const MAIL: Queue = Queue::new("mail");
const MAILER: Service = Service::worker("mailer", Build::dockerfile("services/mailer"))
    .owner(TEAM)
    .attach(&[MAIL.receives("MAIL_URL"), MAIL.sends("RETRY_URL")]);
const PARCELS: Queue = Queue::new("parcels");
const PARCEL: Service = Service::worker("parcel", Build::dockerfile("services/parcel"))
    .owner(TEAM)
    .attach(&[PARCELS.receives("PARCELS_URL"), PARCELS.sends("RETRY_URL")]);
const SHOP: App = App::new("shop", ENVIRONMENTS, Repository::github("acme/shop"))
    .services(&[&MAILER, &PARCEL])
    .base_images(&[
        BaseImage::new(
            "public.ecr.aws/docker/library/rust",
            "1.95",
            "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ),
        BaseImage::new(
            "public.ecr.aws/debian/debian",
            "12-slim",
            "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        ),
    ])
    .verified();

const RUST: &str = "public.ecr.aws/docker/library/rust";
const DEBIAN: &str = "public.ecr.aws/debian/debian";

fn digest(digit: char) -> String {
    format!("sha256:{}", digit.to_string().repeat(64))
}

/// A repository with this description and these Dockerfiles.
fn repository(name: &str, mailer: &str, parcel: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&root);
    let (mut data, mut talk) = (Vec::new(), Vec::new());
    let mut io = Io { out: &mut data, err: &mut talk, today: || "2026-12-15".to_owned() };
    assert_eq!(run::run(&SHOP, ["describe".into()], &mut io), 0);
    let files = [
        ("description.json", data.as_slice()),
        ("tests/base_images.rs", include_bytes!("base_images.rs")),
        ("services/mailer/Dockerfile", mailer.as_bytes()),
        ("services/parcel/Dockerfile", parcel.as_bytes()),
    ];
    for (path, contents) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }
    std::fs::create_dir(root.join(".git")).unwrap();
    root
}

fn formwork(root: &Path, arguments: &[&str]) -> (i32, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_formwork"))
        .args(arguments)
        .args(["--description", "description.json"])
        .current_dir(root)
        .output()
        .unwrap();
    let text = [stdout, stderr].concat();
    (status.code().unwrap(), String::from_utf8(text).unwrap())
}

fn read(root: &Path, path: &str) -> String {
    String::from_utf8(std::fs::read(root.join(path)).unwrap()).unwrap()
}

/// Two stages, a platform, an `ARG`, comments, CRLF, a here-document that only looks like `FROM`.
fn odd(rust: &str, debian: &str) -> String {
    format!(
        "# syntax=docker/dockerfile:1\r\n\
         # FROM {RUST}:1.95\r\n\
         ARG BASE=\"{debian}\"\r\n\
         FROM --platform=$BUILDPLATFORM \\\r\n    {rust} AS build\r\n\
         RUN <<END\r\nFROM {RUST}:1.95\r\nEND\r\n\
         from ${{BASE}} as run\r\n\
         COPY --from=build /app /app\r\n\
         FROM run\r\n\
         FROM scratch\r\n"
    )
}

fn plain(rust: &str) -> String {
    format!("FROM {rust}\nCMD [\"/app\"]")
}

#[test]
fn pinned_and_listed_images_pass() {
    let rust = format!("{RUST}:1.95@{}", digest('a'));
    let debian = format!("{DEBIAN}@{}", digest('b'));
    let root = repository("base-good", &odd(&rust, &debian), &plain(&rust));
    let (code, said) = formwork(&root, &["check"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = formwork(&root, &["base", "list"]);
    assert_eq!(code, 0, "{said}");
    let expected = format!(
        "{RUST}:1.95\n  {}\n  mailer: services/mailer/Dockerfile:5\n  parcel: services/parcel/Dockerfile:1\n\
         {DEBIAN}:12-slim\n  {}\n  mailer: services/mailer/Dockerfile:9\n",
        digest('a'),
        digest('b')
    );
    assert_eq!(said, expected);
}

#[test]
fn others_are_found_where_they_stand() {
    for (from, message) in [
        (format!("{RUST}:1.95"), "is pinned by no digest"),
        (format!("{RUST}@{}", digest('c')), "has another digest than the app's base image"),
        (format!("rust:1.95@{}", digest('a')), "is none of the app's base images"),
        ("$BASE".to_owned(), "what `FROM` names is only known when the image is built"),
    ] {
        let good = plain(&format!("{RUST}@{}", digest('a')));
        let root = repository("base-bad", &format!("\n{}", plain(&from)), &good);
        let (code, said) = formwork(&root, &["check"]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("error[FW0213]") && said.contains(message), "{from}: {said}");
        assert!(said.contains("services/mailer/Dockerfile:2:6"), "{said}");
        assert!(!said.contains("services/parcel"), "{said}");
    }
}

#[test]
fn a_dockerfile_that_is_not_there_is_found() {
    let good = plain(&format!("{RUST}@{}", digest('a')));
    let root = repository("base-absent", &good, &good);
    std::fs::remove_file(root.join("services/parcel/Dockerfile")).unwrap();
    let (code, said) = formwork(&root, &["check"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("there is no Dockerfile in `services/parcel`"), "{said}");
}

#[test]
fn a_bump_changes_digests_and_nothing_else() {
    let (old, new) =
        (format!("{RUST}:1.95@{}", digest('a')), format!("{RUST}:1.96@{}", digest('c')));
    let debian = format!("{DEBIAN}@{}", digest('b'));
    let marked = |rust: &str| format!("\u{feff}{}", plain(rust));
    let root = repository("base-bump", &odd(&old, &debian), &marked(&old));
    let arguments = ["base", "bump", "rust", "--to", &digest('c'), "--tag", "1.96"];
    let dry: Vec<&str> = arguments.iter().copied().chain(["--dry-run"]).collect();
    let (code, said) = formwork(&root, &dry);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("2 services to build anew: `mailer` and `parcel`"), "{said}");
    assert!(said.contains("would change services/parcel/Dockerfile"), "{said}");
    assert_eq!(read(&root, "services/mailer/Dockerfile"), odd(&old, &debian));

    let (code, said) = formwork(&root, &arguments);
    assert_eq!(code, 0, "{said}");
    assert_eq!(read(&root, "services/mailer/Dockerfile"), odd(&new, &debian));
    assert_eq!(read(&root, "services/parcel/Dockerfile"), marked(&new));
    let source = include_str!("base_images.rs");
    let constant =
        |tag: &str, digit: char| format!("\"{tag}\",\n            \"{}\",", digest(digit));
    let expected = source.replacen(&constant("1.95", 'a'), &constant("1.96", 'c'), 1);
    assert_ne!(expected, source);
    assert_eq!(read(&root, "tests/base_images.rs"), expected);
}

#[test]
fn an_arg_is_bumped_where_its_default_stands() {
    let rust = format!("{RUST}:1.95@{}", digest('a'));
    let debian = |digit: char| format!("{DEBIAN}@{}", digest(digit));
    let root = repository("base-arg", &odd(&rust, &debian('b')), &plain(&rust));
    let (code, said) = formwork(&root, &["base", "bump", "debian", "--to", &digest('d')]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(read(&root, "services/mailer/Dockerfile"), odd(&rust, &debian('d')));
    assert!(said.contains("1 service to build anew: `mailer`"), "{said}");
}

#[test]
fn what_is_put_together_is_left_to_people() {
    let parts = format!("ARG TAG=1.95\nFROM {RUST}:${{TAG}}@{}\n", digest('a'));
    let root = repository("base-parts", &parts, &plain(&format!("{DEBIAN}@{}", digest('b'))));
    let (code, said) = formwork(&root, &["base", "bump", "rust", "--to", &digest('c')]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("by hand: services/mailer/Dockerfile puts"), "{said}");
    assert_eq!(read(&root, "services/mailer/Dockerfile"), parts);
}

#[test]
fn mistakes_are_refused_before_anything_is_written() {
    let rust = plain(&format!("{RUST}:1.95@{}", digest('a')));
    let root = repository("base-mistakes", &rust, &rust);
    for (arguments, message) in [
        (["base", "bump", "rust", "--to", "sha256:00"], "`sha256:00` is no digest"),
        (["base", "bump", "rusd", "--to", &digest('c')], "did you mean `rust`?"),
    ] {
        let (code, said) = formwork(&root, &arguments);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(message), "{said}");
    }
    assert_eq!(read(&root, "services/mailer/Dockerfile"), rust);
    std::fs::write(root.join("services/parcel/Dockerfile"), b"FROM \xff").unwrap();
    let (code, said) = formwork(&root, &["base", "bump", "rust", "--to", &digest('c')]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("it is not UTF-8"), "{said}");
    assert_eq!(read(&root, "services/mailer/Dockerfile"), rust);
}
