//! `formwork.lock`: identities outlive names, and nothing that holds data is lost unsaid.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files writes and reads files; a helper that cannot go on fails its test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use formwork::exchange::LockFile;
use formwork::lock::Lock;
use formwork::prelude::*;
use formwork::run::{Io, run};

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("team", "team@demo.example");
const DB: Postgres = Postgres::new("orders", PgVersion::V16);
const API: Service = Service::internal("orders", Build::dockerfile("."), Port::http(8080))
    .owner(TEAM)
    .container_check(&["CMD", "/app", "--healthy"])
    .tasks(same(Tasks(2, 4)));
const WITH_DB: Service = API.attach(&[DB.as_env("DATABASE_URL")]);

const fn app<'a>(services: &'a [&'a Service<'a>]) -> App<'a> {
    App::new("demo", ENVIRONMENTS, Repository::github("acme/demo")).services(services)
}

/// A folder with a lock and an output.
struct Project(PathBuf);

impl Project {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lock").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn lock(&self) -> PathBuf {
        self.0.join("formwork.lock")
    }

    /// Synthesizes, and returns exit code and what was said.
    fn synth(&self, app: &App<'_>, more: &[&str]) -> (u8, String) {
        let (lock, out) = (self.lock(), self.0.join("out"));
        let common = ["synth", "--lock", lock.to_str().unwrap(), "--out", out.to_str().unwrap()];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut io = Io { out: &mut out, err: &mut err, today: String::new };
        let code = run(app, common.iter().chain(more).map(Into::into), &mut io);
        (code, String::from_utf8([out, err].concat()).unwrap())
    }

    #[track_caller]
    fn says(&self, app: &App<'_>, more: &[&str], code: u8, text: &str) {
        let done = self.synth(app, more);
        assert!(done.0 == code && done.1.contains(text), "exit {}:\n{}", done.0, done.1);
    }

    fn file(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn recorded(&self) -> LockFile {
        serde_json::from_str(&self.file("formwork.lock")).unwrap()
    }
}

#[test]
fn a_second_run_changes_nothing() {
    let project = Project::new("second");
    project.says(&app(&[&WITH_DB]), &["--locked"], 1, "FW0073");
    assert!(!project.lock().exists() && !project.0.join("out").exists());
    project.says(&app(&[&WITH_DB]), &[], 0, "");
    let first = project.file("formwork.lock");
    project.says(&app(&[&WITH_DB]), &["--locked"], 0, "");
    project.says(&app(&[&WITH_DB]), &["--check"], 0, "");
    project.says(&app(&[&WITH_DB]), &[], 0, "");
    assert_eq!(project.file("formwork.lock"), first);
    fs::remove_file(project.lock()).unwrap();
    project.says(&app(&[&WITH_DB]), &["--check"], 1, "formwork.lock");
    assert!(!project.lock().exists());
}

#[test]
fn a_renamed_service_keeps_its_identities() {
    let project = Project::new("renamed");
    project.says(&app(&[&API]), &[], 0, "");
    let before = project.recorded().apps["demo"].resources["orders/service"].clone();
    let renamed = Service::internal("sales", Build::dockerfile("."), Port::http(8080))
        .owner(TEAM)
        .container_check(&["CMD", "/app", "--healthy"])
        .tasks(same(Tasks(2, 4)))
        .was("orders");
    let services = [&renamed];
    let sales = app(&services);
    project.says(&sales, &[], 0, "");
    let recorded = project.recorded();
    let resources = &recorded.apps["demo"].resources;
    let after = &resources["sales/service"];
    assert_eq!((&after.id, &after.stack), (&before.id, &before.stack));
    assert_eq!(after.was.as_deref(), Some("orders/service"));
    assert!(!resources.contains_key("orders/service"));
    assert!(project.file("out/cloudformation/orders.template.json").contains("\"OrdersService\""));
    let root = project.file("out/terraform/orders/main.tf.json");
    assert!(root.contains("\"from\": \"aws_ecs_service.orders_service\""));
    assert!(root.contains("\"to\": \"aws_ecs_service.sales_service\""));
    project.says(&sales, &["--check"], 0, "");
    project.says(&sales, &["--locked"], 0, "");
}

#[test]
fn what_holds_data_is_not_lost_unsaid() {
    let project = Project::new("lost");
    project.says(&app(&[&WITH_DB]), &[], 0, "");
    let before = project.file("formwork.lock");
    project.says(&app(&[&API]), &[], 1, "error[FW0070]");
    assert_eq!(project.file("formwork.lock"), before);
    let path = {
        let recorded = project.recorded();
        let mut stateful = recorded.apps["demo"].resources.iter().filter(|(_, it)| it.stateful);
        stateful.find(|(path, _)| path.contains("cluster")).unwrap().0.clone()
    };
    let store = path.rsplit_once('/').unwrap().0.to_owned();
    let removed = [Removed { path: &store, reason: "moved to the warehouse" }];
    project.says(&app(&[&API]).removed(&removed), &[], 0, "");
    assert!(!project.file("formwork.lock").contains(&path));
    project.says(&app(&[&API]).removed(&removed), &[], 0, "warning[FW0072]");
}

#[test]
fn what_holds_data_does_not_change_its_stack_unsaid() {
    let project = Project::new("moved");
    project.says(&app(&[&WITH_DB]), &[], 0, "");
    let text = project.file("formwork.lock");
    let moved = text.replace("\"stack\":\"orders-base\"", "\"stack\":\"elsewhere\"");
    fs::write(project.lock(), moved).unwrap();
    project.says(&app(&[&WITH_DB]), &[], 1, "was in stack `elsewhere`; now it is in `orders-base`");
}

#[test]
fn apps_share_a_lock() {
    let project = Project::new("shared");
    project.says(&app(&[&API]), &[], 0, "");
    let other = App::new("other", ENVIRONMENTS, Repository::github("acme/demo")).services(&[&API]);
    let lock = project.lock();
    let out = project.0.join("other");
    let arguments = ["synth", "--lock", lock.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let (mut no, mut err) = (Vec::new(), Vec::new());
    let mut io = Io { out: &mut no, err: &mut err, today: String::new };
    assert_eq!(run(&other, arguments.iter().map(Into::into), &mut io), 0);
    assert_eq!(project.recorded().apps.keys().collect::<Vec<_>>(), ["demo", "other"]);
    project.says(&app(&[&API]), &["--locked"], 0, "");
}

#[test]
fn a_lock_that_cannot_be_read_is_refused_with_the_way_out() {
    let project = Project::new("unreadable");
    for (text, says) in [
        ("<<<<<<< HEAD\n{}\n>>>>>>> main\n", "unfinished merge"),
        ("{\"format\": \"2.0\", \"apps\": {}, \"more\": 1}", "it has format 2.0"),
        ("{\"format\": \"1.0\", \"apps\": {}, \"more\": 1}", "it is no lock: unknown field `more`"),
        ("{\"format\": \"1.0\", \"apps\": {", "EOF"),
        ("[]", "it is no lock"),
        (
            "{\"format\": \"1.0\", \"apps\": {\"demo\": {\"priorities\": {\"a\": 1, \"a\": 2}, \"resources\": {}}}}",
            "`a` twice",
        ),
    ] {
        fs::write(project.lock(), text).unwrap();
        project.says(&app(&[&API]), &[], 2, says);
        assert_eq!(project.file("formwork.lock"), text);
    }
    fs::write(project.lock(), [0xff, 0xfe]).unwrap();
    project.says(&app(&[&API]), &[], 2, "no UTF-8");
    fs::remove_file(project.lock()).unwrap();
    fs::create_dir(project.lock()).unwrap();
    project.says(&app(&[&API]), &[], 2, "cannot read");
    fs::remove_dir(project.lock()).unwrap();
    fs::write(project.lock(), "\n").unwrap();
    project.says(&app(&[&API]), &[], 0, "");
}

#[test]
fn what_is_written_is_read_as_the_same() {
    let project = Project::new("round");
    project.says(&app(&[&WITH_DB]), &[], 0, "");
    let text = project.file("formwork.lock");
    let mut again = Vec::new();
    Lock::read(&text).unwrap().write(&mut again).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), text);
    let longest = text.lines().map(str::len).max().unwrap();
    assert!(text.lines().count() > 20 && longest < 400, "a resource has a line of its own");
}
