include!("common.inc");

const STAGES: &[Stage] = &[
    Stage::deploy("dev"),
    Stage::deploy("prod").approval(Approval::manual("dev looks well").notify("arn:aws:sns:eu-west-1:333333333333:releases")),
];
const PIPELINE: Pipeline = Pipeline::of(&WEB, Source::github_actions("main")).stages(STAGES);
const SHOP: App = EMPTY.services(&[&WEB]).pipelines(&[&PIPELINE]).verified();

fn main() {}
