include!("common.inc");

const OFTEN: Schedule = Schedule::rate("5 weeks");

fn main() {}
