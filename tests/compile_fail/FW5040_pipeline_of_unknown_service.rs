include!("common.inc");

const SOURCE: Source = Source::connection(
    "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e",
    "main",
);
const PIPELINE: Pipeline = Pipeline::of(&OTHER, SOURCE).stages(&[
    Stage::deploy("dev"),
    Stage::deploy("prod").approval(Approval::manual("dev looks well")),
]);
const SHOP: App = EMPTY.services(&[]).pipelines(&[&PIPELINE]).verified();

fn main() {}
