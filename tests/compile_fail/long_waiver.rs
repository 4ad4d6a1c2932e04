include!("common.inc");

const WHEN: Period = Period::new("2026-01-01", "2026-12-31");

fn main() {}
