//! The command line of a description's own program: flags, exit codes, and what happens to folders.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files writes and reads files; a helper that cannot go on fails its test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use formwork::prelude::*;
use formwork::run::{Io, run};

formwork::environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const TEAM: Team = Team::new("team", "team@demo.example");
const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.demo.example", prod: "demo.example" },
    per_env! { dev: "Z0000000000000000DEV", prod: "Z000000000000000PROD" },
);
const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(TEAM)
    .tasks(per_env! { dev: Tasks(1, 2), prod: Tasks(2, 10) })
    .health_check("/healthz")
    .public(Host(per_env! { dev: "www.dev.demo.example", prod: "www.demo.example" }))
    .env(&[secret("SESSION_KEY")]);
const DEMO: App =
    App::new("demo", ENVIRONMENTS, Repository::github("acme/demo")).zone(ZONE).services(&[&WEB]);

const UNHEALTHY: Service =
    Service::web("web", Build::dockerfile("."), Port::http(8080)).owner(TEAM);
const BROKEN: App =
    App::new("demo", ENVIRONMENTS, Repository::github("acme/demo")).services(&[&UNHEALTHY]);

/// What a command did.
#[derive(Debug)]
struct Done {
    code: u8,
    out: String,
    err: String,
}

impl Done {
    #[track_caller]
    fn is(self, code: u8, says: &str) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        assert!(self.out.contains(says) || self.err.contains(says), "no `{says}` in {self:#?}");
        self
    }
}

fn command(app: &App<'_>, arguments: &[&str]) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let today = || "2026-11-22".to_owned();
    let mut io = Io { out: &mut out, err: &mut err, today };
    let code = run(app, arguments.iter().map(Into::into), &mut io);
    Done { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// An empty folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("run").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn synth(out: &Path, more: &[&str]) -> Done {
    let out = out.to_str().unwrap();
    command(&DEMO, &[&["synth", "--no-lock", "--out", out], more].concat())
}

/// Every file below a folder.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn synth_writes_the_tree_and_the_same_bytes_again() {
    let folder = folder("writes");
    let (first, second) = (folder.join("first"), folder.join("deep/second"));
    synth(&first, &[]).is(0, "");
    synth(&second, &[]).is(0, "");
    synth(&second, &[]).is(0, "");
    let files = tree(&first);
    assert_eq!(files, tree(&second));
    for path in [
        "cloudformation/web.template.json",
        "cloudformation/prod/web.parameters.json",
        "terraform/web/main.tf.json",
        "terraform/web/dev.tfvars.json",
        "terraform/web/dev.tfbackend",
        "deploy-plan.json",
        "release.json",
        "parity.json",
    ] {
        assert!(files.contains_key(path), "{path} is not among {:?}", files.keys());
    }
    let beside: Vec<_> = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}

#[test]
fn check_lists_what_differs_and_writes_nothing() {
    let out = folder("check").join("out");
    synth(&out, &["--check"]).is(2, "there is no folder");
    synth(&out, &[]).is(0, "");
    synth(&out, &["--check"]).is(0, "");
    fs::write(out.join("parity.json"), "{}").unwrap();
    fs::remove_file(out.join("release.json")).unwrap();
    fs::write(out.join("cloudformation/old.template.json"), "{}").unwrap();
    fs::write(out.join("terraform/web/terraform.tfstate"), "{}").unwrap();
    let before = tree(&out);
    let done = synth(&out, &["--check"]).is(1, "3 files differ");
    let expected =
        "surplus  cloudformation/old.template.json\nchanged  parity.json\nmissing  release.json\n";
    assert_eq!(done.out, expected);
    assert_eq!(before, tree(&out));
}

#[test]
fn what_is_not_ours_stays() {
    let out = folder("foreign").join("out");
    synth(&out, &[]).is(0, "");
    fs::create_dir_all(out.join("terraform/web/.terraform/providers")).unwrap();
    for kept in [
        "terraform/web/.terraform/providers/aws",
        "terraform/web/terraform.tfstate",
        "terraform/web/.terraform.lock.hcl",
        "README.md",
    ] {
        fs::write(out.join(kept), kept).unwrap();
    }
    fs::create_dir_all(out.join("terraform/gone")).unwrap();
    fs::write(out.join("terraform/gone/terraform.tfstate"), "state").unwrap();
    fs::write(out.join("terraform/gone/main.tf.json"), "{}").unwrap();
    synth(&out, &[]).is(0, "");
    let files = tree(&out);
    assert_eq!(files["terraform/web/.terraform/providers/aws"].len(), 38);
    assert!(
        files.contains_key("README.md") && files.contains_key("terraform/web/terraform.tfstate")
    );
    assert!(files.contains_key("terraform/web/.terraform.lock.hcl"));
    assert!(files.contains_key("terraform/gone/terraform.tfstate"));
    assert!(!files.contains_key("terraform/gone/main.tf.json"));
}

#[test]
fn folders_of_others_are_refused() {
    let folder = folder("refused");
    let theirs = folder.join("theirs");
    fs::create_dir_all(&theirs).unwrap();
    synth(&theirs, &[]).is(0, "");
    let renamed = App::new("other", ENVIRONMENTS, Repository::github("acme/other"))
        .zone(ZONE)
        .services(&[&WEB]);
    let out = theirs.to_str().unwrap();
    command(&renamed, &["synth", "--no-lock", "--out", out]).is(2, "output of another app, `demo`");
    let foreign = folder.join("foreign");
    fs::create_dir_all(&foreign).unwrap();
    fs::write(foreign.join("precious.txt"), "mine").unwrap();
    synth(&foreign, &[]).is(2, "formwork did not write it");
    assert_eq!(tree(&foreign).len(), 1);
    synth(&foreign.join("precious.txt"), &[]).is(2, "is a file");
    synth(&foreign.join("precious.txt/out"), &[]).is(2, "a part of the path is a file");
    synth(Path::new("."), &[]).is(2, "working folder");
    synth(Path::new("/"), &[]).is(2, "working folder");
    synth(Path::new(env!("CARGO_MANIFEST_DIR")), &[]).is(2, "working folder");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn a_target_replaces_only_its_own_part() {
    let out = folder("target").join("out");
    synth(&out, &["--target", "cloudformation"]).is(0, "");
    assert!(!out.join("terraform").exists() && out.join("parity.json").exists());
    synth(&out, &["--target", "terraform"]).is(0, "");
    let both = tree(&out);
    synth(&out, &["--check"]).is(0, "");
    let stale = out.join("terraform/web/main.tf.json");
    fs::write(&stale, "{}").unwrap();
    synth(&out, &["--target", "cloudformation"]).is(0, "");
    assert_eq!(fs::read_to_string(&stale).unwrap(), "{}");
    synth(&out, &["--target", "cloudformation", "--check"]).is(0, "");
    synth(&out, &["--target", "terraform"]).is(0, "");
    assert_eq!(tree(&out), both);
}

#[test]
fn what_an_interrupted_run_left_is_mended() {
    let folder = folder("interrupted");
    let (out, old, new) =
        (folder.join("out"), folder.join(".out.formwork-old"), folder.join(".out.formwork-new"));
    synth(&out, &[]).is(0, "");
    let files = tree(&out);
    fs::write(out.join("terraform/web/terraform.tfstate"), "state").unwrap();
    // Between the two renames.
    fs::rename(&out, &old).unwrap();
    fs::create_dir_all(&new).unwrap();
    fs::write(new.join("half"), "").unwrap();
    synth(&out, &[]).is(0, "");
    assert_eq!(tree(&out).len(), files.len() + 1);
    assert!(!old.exists() && !new.exists());
    // After the second one, of a run for one back end.
    fs::rename(&out, &old).unwrap();
    fs::create_dir_all(&out).unwrap();
    fs::rename(old.join("cloudformation"), out.join("cloudformation")).unwrap();
    fs::copy(old.join("deploy-plan.json"), out.join("deploy-plan.json")).unwrap();
    synth(&out, &["--target", "cloudformation"]).is(0, "");
    assert_eq!(tree(&out).len(), files.len() + 1);
    assert!(!old.exists() && !new.exists());
}

#[test]
fn two_runs_at_once_are_told_apart() {
    let folder = folder("busy");
    let (out, new) = (folder.join("out"), folder.join(".out.formwork-new"));
    fs::create_dir_all(&new).unwrap();
    let busy = fs::File::create(new.join(".busy")).unwrap();
    busy.lock().unwrap();
    synth(&out, &[]).is(2, "another run is writing");
    assert!(new.exists());
    drop(busy);
    synth(&out, &[]).is(0, "");
}

#[test]
fn errors_stop_before_anything_is_written() {
    let folder = folder("errors");
    let out = folder.join("out");
    let text = out.to_str().unwrap();
    command(&BROKEN, &["synth", "--no-lock", "--out", text]).is(1, "error[FW0901]");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    let removed = [Removed { path: "web", reason: "never was" }];
    let app = DEMO.removed(&removed);
    let lock = folder.join("formwork.lock");
    let options = ["synth", "--lock", lock.to_str().unwrap(), "--out", text];
    command(&app, &options).is(0, "warning[FW0072]");
}

#[test]
fn resolved_templates_are_printed_or_written() {
    let out = folder("resolved").join("out");
    let done = command(&DEMO, &["synth", "--no-lock", "--env", "dev"]).is(0, "");
    let printed: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    let stacks: Vec<_> = printed.as_object().unwrap().keys().collect();
    assert_eq!(stacks, ["platform", "web", "web-base"]);
    assert!(!done.out.contains("\"Parameters\""));
    synth(&out, &["--resolved"]).is(0, "");
    let resolved = fs::read(out.join("resolved/dev/web.template.json")).unwrap();
    let resolved: serde_json::Value = serde_json::from_slice(&resolved).unwrap();
    assert_eq!(printed["web"], resolved);
    assert!(out.join("resolved/prod/registry.template.json").exists());
    synth(&out, &["--resolved", "--env", "dev"]).is(0, "");
    assert!(!out.join("resolved/prod").exists());
}

#[test]
fn a_release_is_given() {
    let out = folder("release").join("out");
    let image = format!("registry.example/demo/web@sha256:{}", "a".repeat(64));
    synth(&out, &["--image", &format!("web={image}"), "--release", "2026-11-22.1"]).is(0, "");
    let release = fs::read_to_string(out.join("release.json")).unwrap();
    assert!(release.contains(&image) && release.contains("2026-11-22.1"));
    let parameters =
        fs::read_to_string(out.join("cloudformation/dev/web.parameters.json")).unwrap();
    assert!(parameters.contains(&image));
    let before = tree(&out);
    synth(&out, &["--image", &format!("wep={image}")]).is(2, "did you mean `web`?");
    synth(&out, &["--image", "web=registry.example/web:latest"]).is(2, "not pinned by digest");
    synth(&out, &["--image", "web"]).is(2, "names no service");
    synth(&out, &["--release", "a b"]).is(2, "no identifier of a release");
    assert_eq!(before, tree(&out));
    synth(&out, &["--parameters-format", "cli"]).is(0, "");
    let parameters =
        fs::read_to_string(out.join("cloudformation/dev/web.parameters.json")).unwrap();
    assert!(parameters.starts_with("[\n"));
}

#[test]
fn what_is_not_known_is_named_with_the_nearest() {
    for (arguments, says) in [
        (&["sinth"][..], "did you mean `synth`?"),
        (&["deploy"], "there is `synth`, `check`, `describe`"),
        (&["synth", "--ouf", "x"], "did you mean `--out`?"),
        (&["synth", "-o", "x"], "no option `-o`"),
        (&["synth"], "say `--out DIR`"),
        (&["synth", "--out"], "`--out` needs a value"),
        (&["synth", "--out", "x", "y"], "one word too many"),
        (&["synth", "--out", "x", "--target", "teraform"], "did you mean `terraform`?"),
        (&["synth", "--out", "x", "--env", "dev"], "leave one of them out"),
        (&["synth", "--env", "dv"], "did you mean `dev`?"),
        (&["synth", "--env", "dev", "--check"], "there is none"),
        (&["synth", "--out", "x", "--no-lock", "--locked"], "keep one of them"),
        (&["check", "--today", "tomorrow"], "`tomorrow` is no date"),
        (&["check", "--format", "jsn"], "did you mean `json`?"),
        (&["describe", "all"], "one word too many"),
        (&["--verson"], "did you mean `--version`?"),
    ] {
        command(&DEMO, arguments).is(2, says);
    }
    command(&DEMO, &["--help"]).is(0, "Usage:");
    command(&DEMO, &[]).is(0, "Usage:");
    command(&DEMO, &["--version"]).is(0, "formwork ");
}

#[test]
fn check_prints_findings() {
    command(&BROKEN, &["check"]).is(1, "error[FW0901]");
    let done = command(&BROKEN, &["check", "--format", "json"]).is(1, "");
    let findings: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(findings[0]["severity"], "error");
    assert_eq!(done.err, "");
    let done = command(&DEMO, &["check", "--format", "json"]);
    serde_json::from_str::<Vec<formwork::exchange::Finding>>(&done.out).unwrap();
}

/// A reader that went away.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_broken_pipe_is_no_failure() {
    for arguments in [&["--help"][..], &["describe"], &["synth", "--no-lock", "--env", "dev"]] {
        let mut err = Vec::new();
        let mut io = Io { out: &mut Gone, err: &mut err, today: String::new };
        let code = run(&DEMO, arguments.iter().map(Into::into), &mut io);
        assert_eq!((code, err.len()), (0, 0));
    }
}

#[test]
fn the_plan_has_the_form_that_its_readers_know() {
    let out = folder("plan").join("out");
    synth(&out, &[]).is(0, "");
    let plan = fs::read(out.join("deploy-plan.json")).unwrap();
    let plan: formwork::exchange::DeployPlan = serde_json::from_slice(&plan).unwrap();
    assert_eq!(plan.shared[0].cloudformation.as_ref().unwrap().stack, "demo-registry");
    let dev = &plan.environments[0];
    let names: Vec<_> = dev.stacks.iter().map(|stack| &*stack.name).collect();
    assert_eq!(names, ["platform", "web-base", "web"]);
    let web = &dev.stacks[2];
    assert_eq!(web.given.len(), 2);
    assert_eq!(
        web.cloudformation.as_ref().unwrap().commands,
        ["aws cloudformation deploy --template-file cloudformation/web.template.json \
          --stack-name demo-dev-web \
          --parameter-overrides file://cloudformation/dev/web.parameters.json \
          --capabilities CAPABILITY_IAM --region eu-west-1 --no-fail-on-empty-changeset \
          --tags app=demo environment=dev service=web owner=team"]
    );
    assert_eq!(
        web.terraform.as_ref().unwrap().commands,
        [
            "terraform -chdir=terraform/web init -reconfigure -backend-config=dev.tfbackend",
            "terraform -chdir=terraform/web apply -var-file=dev.tfvars.json"
        ]
    );
    assert_eq!(dev.secrets[0].name, "/demo/dev/web/SESSION_KEY");
    assert!(dev.secrets[0].command.contains("--value \"$SESSION_KEY\""));
    for stack in dev.stacks.iter().chain(&plan.shared) {
        for file in [
            format!("cloudformation/{}.template.json", stack.name),
            format!("cloudformation/{}/{}.parameters.json", stack.environment, stack.name),
            format!("terraform/{}/{}.tfvars.json", stack.name, stack.environment),
        ] {
            assert!(out.join(&file).exists(), "{file}");
        }
    }
}
