include!("common.inc");

const SOURCE: Source = Source::connection(
    "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e",
    "main",
);
const PIPELINE: Pipeline = Pipeline::of(&WEB, SOURCE)
    .stages(&[Stage::deploy("dev"), Stage::deploy("prod").image_tag("hotfix")]);

fn main() {}
