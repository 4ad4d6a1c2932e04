include!("common.inc");

const SIZE: Fargate = Fargate::new(256, 8192);

fn main() {}
