include!("common.inc");

const NIGHTLY: Schedule = Schedule::cron("0 3 * * *");

fn main() {}
