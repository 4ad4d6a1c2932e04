include!("common.inc");

const SOURCE: Source = Source::connection(
    "arn:aws:codeconnections:eu-west-1:333333333333:connection/0b1c2d3e",
    "main",
);
const PIPELINE: Pipeline =
    Pipeline::of(&WEB, SOURCE).paths(&["a", "b", "c", "d", "e", "f", "g", "h", "i"]);

fn main() {}
