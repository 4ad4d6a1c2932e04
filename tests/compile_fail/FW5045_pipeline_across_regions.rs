include!("common.inc");

const SOURCE: Source = Source::connection(
    "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e",
    "main",
);
const STAGES: &[Stage] = &[
    Stage::deploy("dev"),
    Stage::deploy("prod").approval(Approval::manual("dev looks well")),
];
const FAR: [Environment; 2] = [
    Environment::new("111111111111", "eu-central-1", Purpose::Development).named("dev"),
    Environment::new("333333333333", "eu-west-1", Purpose::Production).named("prod"),
];
const PIPELINE: Pipeline = Pipeline::of(&WEB, SOURCE).stages(STAGES);
const SHOP: App = App::new("shop", &FAR, Repository::github("acme/shop"))
    .zone(ZONE)
    .services(&[&WEB])
    .pipelines(&[&PIPELINE])
    .verified();

fn main() {}
