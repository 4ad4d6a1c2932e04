include!("common.inc");

const SOURCE: Source = Source::connection(
    "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e",
    "main",
);
const STAGES: &[Stage] = &[
    Stage::deploy("dev"),
    Stage::deploy("prod").approval(Approval::manual("dev looks well")),
];
const UNIT: Step = Step::command("unit", &["make test"]);
const PIPELINE: Pipeline = Pipeline::of(&WEB, SOURCE).test(&[UNIT, UNIT]).stages(STAGES);
const SHOP: App = EMPTY.services(&[&WEB]).pipelines(&[&PIPELINE]).verified();

fn main() {}
