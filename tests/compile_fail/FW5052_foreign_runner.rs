include!("common.inc");

const STAGES: &[Stage] = &[
    Stage::deploy("dev"),
    Stage::deploy("prod").approval(Approval::manual("dev looks well")),
];
const PIPELINE: Pipeline = Pipeline::of(&WEB, Source::gitlab_ci("main")).stages(STAGES);
const SHOP: App = EMPTY.services(&[&WEB]).pipelines(&[&PIPELINE]).verified();

fn main() {}
