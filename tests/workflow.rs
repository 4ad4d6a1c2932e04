//! The commands of the workflows that GitHub and GitLab run, played with a folder for the bucket: what
//! a deployment that fails goes back to, and in which order a release is deployed.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of commands runs commands; a helper that cannot go on fails its test"
)]
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Stands in for the AWS CLI: objects are files below `$WORLD/bucket`, and every other call is written
/// down.
const AWS: &str = r#"#!/usr/bin/env bash
set -euo pipefail
local_path() { case "$1" in s3://*) echo "$WORLD/bucket/${1#s3://*/}" ;; *) echo "$1" ;; esac; }
if [ "$1 $2" = "s3 cp" ]; then
  shift 2
  while [[ "$1" = --* ]]; do shift; done
  from="$(local_path "$1")" to="$(local_path "$2")"
  if [ "$from" = - ]; then mkdir -p "${to%/*}"; cat > "$to"
  elif [ "$to" = - ]; then cat "$from"
  else mkdir -p "$to"; cp -r "$from/." "$to"; fi
  exit 0
fi
echo "$*" >> "$WORLD/log"
case "$1 $2" in
  "ssm get-parameter") case "$*" in *Version*) printf '1\t2026-01-01T00:00:00Z\n' ;; *) echo machine ;; esac ;;
  "stepfunctions start-execution") echo execution ;;
  "stepfunctions describe-execution") echo "${MIGRATION:-SUCCEEDED}" ;;
esac
"#;

/// A folder with the stand-in, and releases `r1` and `r2` in the bucket.
struct World(PathBuf);

impl World {
    fn new(name: &str, service: &str, second_succeeds: bool) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workflow").join(name);
        let _ = fs::remove_dir_all(&folder);
        let world = Self(folder);
        world.write("bin/aws", AWS);
        for (release, succeeds) in [("r1-000000000000", true), ("r2-abcdefabcdef", second_succeeds)]
        {
            let script = format!("echo \"{release} to $1\" >> \"$WORLD/log\"; {succeeds}\n");
            world.write(
                &format!("bucket/releases/{release}/pipelines/{service}/deploy.sh"),
                &script,
            );
        }
        world
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_default()
    }

    /// Runs commands as a job does; whether they succeed.
    fn run(&self, commands: &str) -> bool {
        fs::create_dir_all(self.0.join("job")).unwrap();
        let path = format!("{}:{}", self.0.join("bin").display(), std::env::var("PATH").unwrap());
        let output = Command::new("bash")
            .args(["-eo", "pipefail", "-c", commands])
            .current_dir(self.0.join("job"))
            .env("PATH", path)
            .env("WORLD", &self.0)
            .envs([("BUCKET", "bucket"), ("GITHUB_RUN_NUMBER", "2"), ("CI_PIPELINE_IID", "2")])
            .envs([("GITHUB_SHA", "abcdefabcdef00"), ("CI_COMMIT_SHA", "abcdefabcdef00")])
            .env("ENVIRONMENT", "prod")
            .output()
            .unwrap();
        output.status.success()
    }
}

fn kept(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(path)).unwrap()
}

/// The lines of a block of YAML after `start`, without their margin.
fn block(text: &str, start: &str, margin: usize) -> String {
    let rest = text.split_once(start).unwrap().1;
    let inside = rest.lines().take_while(|it| it.is_empty() || it.starts_with(&" ".repeat(margin)));
    let lines: Vec<_> = inside.map(|it| it.get(margin..).unwrap_or_default()).collect();
    lines.join("\n") + "\n"
}

/// The steps of GitHub's job for production, run as GitHub runs them; `smoke` is what its test does.
fn github(world: &World, smoke: &str) -> bool {
    let text = kept("github_actions/pipelines/bookings/github-actions.yml");
    let job = text.split_once("\n  deploy-prod:\n").unwrap().1;
    let step = |name: &str| {
        let step = job.split_once(&format!("- name: {name}\n")).unwrap().1;
        block(step, "run: |\n", 10)
    };
    world.write("job/services/bookings/smoke-test", &format!("#!/bin/sh\n{smoke}\n"));
    let names = ["Deploy the release", "prod-post-smoke", "Keep it as what is deployed"];
    let succeeds = names.iter().all(|name| world.run(&step(name)));
    if !succeeds {
        world.run(&step("Go back to what was deployed"));
    }
    succeeds
}

/// The script of GitLab's job for production; `drain` is what its step does.
fn gitlab(world: &World, drain: &str) -> bool {
    let text = kept("gitlab_ci/pipelines/resizer/gitlab-ci.yml");
    let job = text.split_once("\ndeploy-prod:\n").unwrap().1;
    world.write("job/workers/drain", &format!("#!/bin/sh\n{drain}\n"));
    world.run(&block(job, "script:\n    - |\n", 6))
}

/// Plays a job: whether it succeeds, what is deployed one after the other, and what is kept.
fn check(
    name: &str,
    (play, service): (fn(&World, &str) -> bool, &str),
    (before, second, step): (bool, bool, &str),
    (succeeds, deployed, kept): (bool, &[&str], &str),
) {
    let world = World::new(name, service, second);
    if before {
        world.write("bucket/deployed/prod", "r1-000000000000\n");
    }
    assert_eq!(play(&world, step), succeeds, "{name}");
    let log = world.read("log");
    let log: Vec<_> = log.lines().map(|it| it.split('-').next().unwrap()).collect();
    assert_eq!(log, deployed, "{name}");
    assert_eq!(world.read("bucket/deployed/prod").split('-').next(), Some(kept), "{name}");
}

#[test]
fn a_deployment_that_fails_goes_back() {
    let github: (fn(&World, &str) -> bool, &str) = (github, "bookings");
    check("github-well", github, (true, true, "true"), (true, &["r2"], "r2"));
    check("github-first", github, (false, true, "true"), (true, &["r2"], "r2"));
    check("github-fails", github, (true, false, "true"), (false, &["r2", "r1"], "r1"));
    check("github-smoke", github, (true, true, "exit 1"), (false, &["r2", "r1"], "r1"));
    check("github-nothing", github, (false, false, "true"), (false, &["r2"], ""));
    let gitlab: (fn(&World, &str) -> bool, &str) = (gitlab, "resizer");
    check("gitlab-well", gitlab, (true, true, "true"), (true, &["r2"], "r2"));
    check("gitlab-fails", gitlab, (true, false, "true"), (false, &["r2", "r1"], "r1"));
    check("gitlab-drain", gitlab, (true, true, "exit 1"), (false, &["r1"], "r1"));
    check("gitlab-nothing", gitlab, (false, false, "true"), (false, &["r2"], ""));
}

/// Steps have no credentials of the deployment, and do not eat the commands after them.
#[test]
fn steps_have_no_credentials() {
    let world = World::new("gitlab-credentials", "resizer", true);
    let step = "cat; test -z \"$AWS_ROLE_ARN$AWS_TOKEN$AWS_WEB_IDENTITY_TOKEN_FILE\"";
    world.write("job/workers/drain", &format!("#!/bin/sh\n{step}\n"));
    let text = kept("gitlab_ci/pipelines/resizer/gitlab-ci.yml");
    let job = text.split_once("\ndeploy-prod:\n").unwrap().1;
    let script = block(job, "script:\n    - |\n", 6);
    let signed_in = "export AWS_ROLE_ARN=role AWS_TOKEN=token AWS_WEB_IDENTITY_TOKEN_FILE=file\n";
    assert!(world.run(&format!("{signed_in}{script}")));
    assert_eq!(world.read("log"), "r2-abcdefabcdef to prod\n");
}

/// Stacks in order, migrations before the service's own stack; none of it after one that failed.
#[test]
fn a_release_is_deployed_stack_by_stack() {
    for (migration, stacks) in [("SUCCEEDED", 3), ("FAILED", 2)] {
        let world = World::new(&format!("deploy-{migration}"), "bookings", true);
        for folder in ["cloudformation/prod", "pipelines/bookings"] {
            for entry in fs::read_dir(format!("snapshots/github_actions/{folder}")).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap();
                world.write(&format!("job/{folder}/{name}"), &fs::read_to_string(&path).unwrap());
            }
        }
        world.write("job/release.json", "{\"release\": \"r2\"}");
        let run = format!("export MIGRATION={migration}; bash pipelines/bookings/deploy.sh prod");
        assert_eq!(world.run(&run), migration == "SUCCEEDED");
        let log = world.read("log");
        let deployed: Vec<_> = log
            .lines()
            .filter(|it| it.starts_with("cloudformation deploy"))
            .map(|it| it.split(' ').nth(3).unwrap())
            .collect();
        let all =
            ["tours-prod-bookings-base", "tours-prod-bookings-migrations", "tours-prod-bookings"];
        assert_eq!(deployed, all[..stacks], "{log}");
        assert!(
            log.contains("--tags app=tours environment=prod service=bookings owner=travel"),
            "{log}"
        );
    }
    let world = World::new("deploy-nowhere", "bookings", true);
    world.write("job/deploy.sh", &kept("github_actions/pipelines/bookings/deploy.sh"));
    assert!(!world.run("bash deploy.sh nowhere") && world.read("log").is_empty());
}
