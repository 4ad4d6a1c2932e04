include!("common.inc");

const DAYS: Backups = Backups::days(90);

fn main() {}
