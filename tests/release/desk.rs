//! A folder of a test: the output of `synth`, and the ledger.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use formwork::exchange::ledger::Entry;
use formwork::prelude::*;
use formwork::run::{Io, run};
use serde_json::Value as Json;

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("team", "team@demo.example");
const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.demo.example", staging: "staging.demo.example", prod: "demo.example" },
    per_env! { dev: "Z0000000000000000DEV", staging: "Z00000000000STAGING0", prod: "Z000000000000000PROD" },
);
const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(TEAM)
    .health_check("/healthz")
    .public(Host(per_env! {
        dev: "www.dev.demo.example",
        staging: "www.staging.demo.example",
        prod: "www.demo.example",
    }));
const MAILER: Service = Service::worker("mailer", Build::dockerfile("mail"))
    .owner(TEAM)
    .container_check(&["CMD", "/app", "--healthy"]);

/// Two services in three environments.
pub(crate) const DEMO: App = App::new("demo", ENVIRONMENTS, Repository::github("acme/demo"))
    .zone(ZONE)
    .services(&[&WEB.tasks(SMALL), &MAILER]);
/// The same with other parameters in production.
pub(crate) const LARGER: App = App::new("demo", ENVIRONMENTS, Repository::github("acme/demo"))
    .zone(ZONE)
    .services(&[&WEB.tasks(LARGE), &MAILER]);
/// The same with other parameters in development.
pub(crate) const BUSIER: App = App::new("demo", ENVIRONMENTS, Repository::github("acme/demo"))
    .zone(ZONE)
    .services(&[&WEB.tasks(BUSY), &MAILER]);
/// The same with another template of `web`.
pub(crate) const CHANGED: App = App::new("demo", ENVIRONMENTS, Repository::github("acme/demo"))
    .zone(ZONE)
    .services(&[&WEB.tasks(SMALL).health_check("/ready"), &MAILER]);
/// Another app.
pub(crate) const OTHER: App = App::new("other", ENVIRONMENTS, Repository::github("acme/other"))
    .zone(ZONE)
    .services(&[&WEB.tasks(SMALL), &MAILER]);

const SMALL: Vary<Tasks> = per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(2, 10) };
const LARGE: Vary<Tasks> = per_env! { dev: Tasks(1, 2), staging: Tasks(2, 4), prod: Tasks(4, 10) };
const BUSY: Vary<Tasks> = per_env! { dev: Tasks(1, 3), staging: Tasks(2, 4), prod: Tasks(2, 10) };

/// The image of a service whose digest has one digit only.
pub(crate) fn image(service: &str, digit: char) -> String {
    let digest = digit.to_string().repeat(64);
    format!("333333333333.dkr.ecr.eu-west-1.amazonaws.com/demo/{service}@sha256:{digest}")
}

/// `--image` of both services.
pub(crate) fn images(digit: char) -> String {
    format!("--image web={} --image mailer={}", image("web", digit), image("mailer", digit))
}

/// A folder of a test.
pub(crate) struct Desk {
    folder: PathBuf,
}

/// A finished run.
#[derive(Debug)]
pub(crate) struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        Self { code: output.status.code(), stdout, stderr }
    }
}

impl Run {
    #[track_caller]
    fn ends(&self, code: i32, stream: &str, told: &str) {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert!(stream.contains(told), "no `{told}` in: {self:#?}");
    }

    /// Wants it to go well, and say this.
    #[track_caller]
    pub(crate) fn clean(&self, told: &str) {
        self.ends(0, &self.stdout, told);
    }

    /// Wants it to find something, and say this.
    #[track_caller]
    pub(crate) fn found(&self, told: &str) {
        self.ends(1, &self.stdout, told);
    }

    /// Wants it not to run, and say this.
    #[track_caller]
    pub(crate) fn refused(&self, told: &str) {
        self.ends(2, &self.stderr, told);
        assert_eq!(self.stdout, "", "{self:#?}");
    }

    /// What it printed, when it went well.
    #[track_caller]
    pub(crate) fn out(self) -> String {
        self.ends(0, "", "");
        self.stdout
    }

    /// What it said.
    pub(crate) fn said(&self) -> &str {
        &self.stderr
    }
}

impl Desk {
    /// A folder with the output of an app.
    pub(crate) fn new(name: &str, app: &App<'_>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("release").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let desk = Self { folder };
        desk.synth(app, "infra", "");
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn ledger(&self) -> Vec<u8> {
        fs::read(self.path("formwork.releases.jsonl")).unwrap()
    }

    /// The entries of the ledger.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let ledger = String::from_utf8(self.ledger()).unwrap();
        ledger.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Writes the output of an app.
    pub(crate) fn synth(&self, app: &App<'_>, out: &str, more: &str) {
        let (mut told, mut said) = (Vec::new(), Vec::new());
        let today = || "2026-11-22".to_owned();
        let mut io = Io { out: &mut told, err: &mut said, today };
        let out = self.path(out);
        let arguments = ["synth", "--no-lock", "--out", out.to_str().unwrap()];
        let arguments = arguments.into_iter().chain(more.split_whitespace());
        let code = run(app, arguments.map(Into::into), &mut io);
        assert_eq!(code, 0, "{}", String::from_utf8_lossy(&said));
    }

    pub(crate) fn command(&self, folder: &str, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
        command.current_dir(self.path(folder)).env("COLUMNS", "100");
        command.env("CARGO_NET_OFFLINE", "true").args(arguments.split_whitespace());
        command
    }

    pub(crate) fn run_in(&self, folder: &str, arguments: &str) -> Run {
        self.command(folder, arguments).output().unwrap().into()
    }

    /// Runs `formwork` with arguments separated by spaces.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.run_in("", arguments)
    }

    /// What a command prints as JSON.
    pub(crate) fn json(&self, arguments: &str) -> Json {
        serde_json::from_str(&self.run(&format!("{arguments} --format json")).out()).unwrap()
    }

    /// Records images with digests of one digit, from commit `abcdef0`.
    pub(crate) fn record(&self, digit: char, more: &str) -> Run {
        let images = images(digit);
        self.run(&format!("release record --out infra --commit abcdef0 {images} {more}"))
    }

    /// Every file of a folder, with what it says.
    pub(crate) fn files(&self, name: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let folder = self.path(name);
        let files = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter();
        let files = files.map(Result::unwrap).filter(|it| it.file_type().is_file());
        files
            .map(|it| {
                let path = it.path().strip_prefix(&folder).unwrap().to_owned();
                (path, fs::read(it.path()).unwrap())
            })
            .collect()
    }
}
