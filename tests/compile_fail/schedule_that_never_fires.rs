include!("common.inc");

const MONTHLY: Schedule = Schedule::cron("0 3 30 FEB ? *");

fn main() {}
