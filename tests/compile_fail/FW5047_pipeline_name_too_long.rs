include!("common.inc");

const SOURCE: Source = Source::connection(
    "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e",
    "main",
);
const STAGES: &[Stage] = &[
    Stage::deploy("dev"),
    Stage::deploy("prod").approval(Approval::manual("dev looks well")),
];
const LONG: Service = Service::web(
    "orders-of-all-countries-together",
    Build::dockerfile("services/orders"),
    Port::http(8080),
)
.owner(TEAM)
.health_check("/healthz")
.public(HOST);
const PIPELINE: Pipeline = Pipeline::of(&LONG, SOURCE).stages(STAGES);
const SHOP: App = EMPTY.services(&[&LONG]).pipelines(&[&PIPELINE]).verified();

fn main() {}
