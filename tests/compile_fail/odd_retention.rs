include!("common.inc");

const DAYS: Retention = Retention::days(10);

fn main() {}
