include!("common.inc");

const NIGHTLY: Job =
    Job::scheduled("report", same(Schedule::rate("1 day")), &["/app"]).time_zone("Europe/Zuerich");

fn main() {}
