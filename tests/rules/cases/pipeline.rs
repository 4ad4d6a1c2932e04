//! Rules about pipelines.

use formwork::spec::pipeline::Source;

use super::*;

const CONNECTION: &str = "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e";
const SOURCE: Source = Source::connection(CONNECTION, "main");
const DEV: Stage = Stage::deploy("dev");
const STAGING: Stage = Stage::deploy("staging");
const PROD: Stage = Stage::deploy("prod").approval(Approval::manual("staging looks well"));
const STAGES: &[Stage] = &[DEV, STAGING, PROD];
const UNIT: Step = Step::command("unit", &["make test"]);

fn pipeline<'a>(service: &'a Service<'a>) -> Pipeline<'a> {
    Pipeline::of(service, SOURCE).stages(STAGES)
}

pub(super) const CASES: &[Row] = &[
    (
        "FW5040",
        "shop/pipelines",
        "a pipeline delivers `other`, which is no service of app `shop`",
        |bad, see| {
            let (web, other) = (web("web"), web_other());
            let ours = pipeline(&web).paths(&["services/web/**"]);
            let theirs = pipeline(&other).paths(&["services/other/**"]);
            let pipelines = [&ours, &theirs];
            see(&app().services(&[&web]).pipelines(&pipelines[..pick(bad, 2, 1)]));
        },
    ),
    (
        "FW5041",
        "web/pipeline",
        "the pipeline of `web` deploys to `prod` where `staging` comes next",
        |bad, see| {
            let web = web("web");
            let stages = pick(bad, &[DEV, PROD][..], STAGES);
            see(&app().services(&[&web]).pipelines(&[&pipeline(&web).stages(stages)]));
        },
    ),
    ("FW5041", "web/pipeline", "the pipeline of `web` ends before `prod`", |bad, see| {
        let web = web("web");
        let stages = pick(bad, &[DEV, STAGING][..], STAGES);
        see(&app().services(&[&web]).pipelines(&[&pipeline(&web).stages(stages)]));
    }),
    (
        "FW5041",
        "web/pipeline",
        "the pipeline of `web` deploys to `prod` after the last environment, `prod`",
        |bad, see| {
            let web = web("web");
            let stages = pick(bad, &[DEV, STAGING, PROD, PROD][..], STAGES);
            see(&app().services(&[&web]).pipelines(&[&pipeline(&web).stages(stages)]));
        },
    ),
    (
        "FW5042",
        "web/pipeline",
        "the pipeline of `web` deploys to production, `prod`, without an approval or a proven canary",
        |bad, see| {
            let web = web("web");
            let stages = [DEV, STAGING, pick(bad, Stage::deploy("prod"), PROD)];
            see(&app().services(&[&web]).pipelines(&[&pipeline(&web).stages(&stages)]));
        },
    ),
    ("FW5043", "web/pipeline", "service `web` has a second pipeline", |bad, see| {
        let web = web("web");
        let one = pipeline(&web).paths(&["services/web/**"]);
        see(&app().services(&[&web]).pipelines(&[&one, &one][..pick(bad, 2, 1)]));
    }),
    (
        "FW5044",
        "web/pipeline",
        "the pipeline of `web` filters by path, and its source does not tell which paths changed",
        |bad, see| {
            let web = web("web");
            let source = pick(bad, Source::codecommit("shop", "main"), SOURCE);
            let it = Pipeline::of(&web, source).paths(&["services/web/**"]).stages(STAGES);
            see(&app().services(&[&web]).pipelines(&[&it]));
        },
    ),
    (
        "FW5045",
        "web/pipeline",
        "the pipeline of `web` is in `eu-west-1`, and `dev` in `eu-central-1`",
        |bad, see| {
            let web = web("web");
            let region = "eu-central-1";
            let dev = Environment::new("111111111111", region, Purpose::Development).named("dev");
            let environments = [dev, ENVIRONMENTS[1], ENVIRONMENTS[2]];
            let back_end = pick(bad, BackEnd::CloudFormation, BackEnd::Terraform);
            let it = pipeline(&web).with(back_end);
            let app = App::new("shop", &environments, Repository::github("acme/shop")).zone(ZONE);
            see(&app.services(&[&web]).pipelines(&[&it]));
        },
    ),
    (
        "FW5046",
        "web/pipeline",
        "the pipeline of `web` builds the image, and takes `main` too",
        |bad, see| {
            let web = web("web");
            let it = pipeline(&web);
            see(&app().services(&[&web]).pipelines(&[&pick(bad, it.image_tag("main"), it)]));
        },
    ),
    (
        "FW5046",
        "web/pipeline",
        "the pipeline of `web` takes its image from `111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme/web`, which it cannot read",
        |bad, see| {
            let ours = "333333333333.dkr.ecr.eu-west-1.amazonaws.com/acme/web";
            let theirs = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme/web";
            let build = Build::elsewhere(pick(bad, theirs, ours));
            let web =
                Service::web("web", build, PORT).owner(TEAM).health_check("/healthz").public(HOST);
            see(&app().services(&[&web]).pipelines(&[&pipeline(&web).image_tag("main")]));
        },
    ),
    (
        "FW5046",
        "web/pipeline",
        "the pipeline of `web` has no image: it is built elsewhere, and no tag says which is released",
        |bad, see| {
            let build = Build::elsewhere("333333333333.dkr.ecr.eu-west-1.amazonaws.com/acme/web");
            let web =
                Service::web("web", build, PORT).owner(TEAM).health_check("/healthz").public(HOST);
            let it = pipeline(&web);
            see(&app().services(&[&web]).pipelines(&[&pick(bad, it, it.image_tag("main"))]));
        },
    ),
    (
        "FW5047",
        "orders-of-all-countries-together/pipeline",
        "the name of `orders-of-all-countries-together` is too long for a pipeline: the bucket of its artifacts would have one of 69 characters, and AWS takes 63",
        |bad, see| {
            let web = web(pick(bad, "orders-of-all-countries-together", "orders"));
            see(&app().services(&[&web]).pipelines(&[&pipeline(&web)]));
        },
    ),
    (
        "FW5048",
        "web/pipeline",
        "the pipeline of `web` starts with every change, also of what other pipelines deliver",
        |bad, see| {
            let (web, other) = (web("web"), web_other());
            let theirs = pipeline(&other).paths(&["services/other/**"]);
            let ours = pipeline(&web);
            let ours = pick(bad, ours, ours.paths(&["services/web/**"]));
            see(&app().services(&[&web, &other]).pipelines(&[&ours, &theirs]));
        },
    ),
    ("FW5049", "other", "service `other` has no pipeline, and others have", |bad, see| {
        let (web, other) = (web("web"), web_other());
        let ours = pipeline(&web).paths(&["services/web/**"]);
        let theirs = pipeline(&other).paths(&["services/other/**"]);
        let pipelines = [&ours, &theirs];
        see(&app().services(&[&web, &other]).pipelines(&pipelines[..pick(bad, 1, 2)]));
    }),
    (
        "FW5050",
        "web/pipeline",
        "app `shop` is written for CloudFormation alone, and the pipeline of `web` deploys with the other",
        |bad, see| {
            let web = web("web");
            let it = pipeline(&web).with(BackEnd::Terraform);
            let written = pick(bad, BackEnds::CloudFormation, BackEnds::Both);
            see(&app().back_ends(written).services(&[&web]).pipelines(&[&it]));
        },
    ),
    ("FW5051", "web/pipeline", "the pipeline of `web` has two steps `unit`", |bad, see| {
        let web = web("web");
        let tests = [UNIT, UNIT];
        let it = pipeline(&web).test(&tests[..pick(bad, 2, 1)]);
        see(&app().services(&[&web]).pipelines(&[&it]));
    }),
    ("FW5051", "web/pipeline", "the pipeline of `web` has two steps `smoke`", |bad, see| {
        let web = web("web");
        let smoke = Step::command("smoke", &["make smoke"]);
        let after = [smoke, pick(bad, smoke, UNIT)];
        let stages = [DEV.post(&after), STAGING, PROD];
        see(&app().services(&[&web]).pipelines(&[&pipeline(&web).stages(&stages)]));
    }),
    (
        "FW5052",
        "web/pipeline",
        "the pipeline of `web` is run by GitLab CI/CD, which does not have the repository `acme/shop`",
        |bad, see| {
            let web = web("web");
            let source = pick(bad, Source::gitlab_ci("main"), Source::github_actions("main"));
            let it = Pipeline::of(&web, source).paths(&["services/web/**"]).stages(STAGES);
            see(&app().services(&[&web]).pipelines(&[&it]));
        },
    ),
    (
        "FW5053",
        "web/pipeline",
        "the approval of `prod` tells `arn:aws:sns:eu-west-1:333333333333:releases`, and what runs the pipeline of `web` does not know topics",
        |bad, see| {
            let web = web("web");
            let told = Approval::manual("staging looks well")
                .notify("arn:aws:sns:eu-west-1:333333333333:releases");
            let stages = [DEV, STAGING, pick(bad, Stage::deploy("prod").approval(told), PROD)];
            let it = Pipeline::of(&web, Source::github_actions("main")).stages(&stages);
            see(&app().services(&[&web]).pipelines(&[&it]));
        },
    ),
];

fn web_other() -> Service<'static> {
    web("other").paths(&["/other"])
}
