include!("common.inc");

const REPORT: &[&str] = &["/app", "report"];
const NIGHTLY: Job = Job::scheduled("report", same(Schedule::cron("0 3 * * ? *")), REPORT);
const API: Service = WEB.admin(&[Task::one_off("report", REPORT)]).jobs(&[NIGHTLY]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
