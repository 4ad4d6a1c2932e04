include!("common.inc");

const RANGE: Cidr = Cidr::new("10.0.0.1/16");

fn main() {}
