//! GitLab CI/CD: two workers whose pipelines GitLab runs. One is built there and deployed with
//! Terraform; the other's image comes from elsewhere, and CloudFormation deploys it.
//!
//! `cargo run --example gitlab_ci -- synth --out target/gitlab_ci`

use std::process::ExitCode;

use formwork::prelude::*;

environments! {
    dev: Environment::new("111111111111", "eu-central-1", Purpose::Development),
    prod: Environment::new("333333333333", "eu-central-1", Purpose::Production),
}

const LABS: Team = Team::new("labs", "labs@scan.example");

const IMAGES: Queue = Queue::new("images");
const RESULTS: Queue = Queue::new("results");

const RESIZER: Service = Service::worker("resizer", Build::dockerfile("workers/resizer"))
    .owner(LABS)
    .attach(&[IMAGES.receives("IMAGES_QUEUE")])
    .tasks(per_env! { dev: Tasks(1, 1), prod: Tasks(2, 10) });

const SCANNER: Service = Service::worker(
    "scanner",
    Build::elsewhere("333333333333.dkr.ecr.eu-central-1.amazonaws.com/labs/scanner"),
)
.owner(LABS)
.attach(&[RESULTS.receives("RESULTS_QUEUE")])
.tasks(per_env! { dev: Tasks(1, 1), prod: Tasks(2, 4) });

const LINT: Step = Step::command("lint", &["make -C workers lint"]);
const DRAIN: Step = Step::command("drain", &["workers/drain \"$ENVIRONMENT\""]);

const RESIZES: Pipeline = Pipeline::of(&RESIZER, Source::gitlab_ci("main"))
    .with(BackEnd::Terraform)
    .paths(&["workers/resizer/**"])
    .test(&[LINT])
    .stages(&[
        Stage::deploy("dev").pre(&[DRAIN]),
        Stage::deploy("prod").approval(Approval::manual("dev looks well")).pre(&[DRAIN]),
    ]);

const SCANS: Pipeline = Pipeline::of(&SCANNER, Source::gitlab_ci("main"))
    .paths(&["workers/scanner/**"])
    .image_tag("main")
    .stages(&[
        Stage::deploy("dev"),
        Stage::deploy("prod").approval(Approval::manual("dev looks well")),
    ]);

const SCAN: App = App::new("scan", ENVIRONMENTS, Repository::gitlab("labs/scan"))
    .services(&[&RESIZER, &SCANNER])
    .pipelines(&[&RESIZES, &SCANS])
    .verified();

fn main() -> ExitCode {
    formwork::main(&SCAN)
}
