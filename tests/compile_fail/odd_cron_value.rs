include!("common.inc");

const NIGHTLY: Schedule = Schedule::cron("0 24 * * ? *");

fn main() {}
