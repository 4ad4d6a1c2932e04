include!("common.inc");

const WHEN: Period = Period::new("2026-02-29", "2026-03-10");

fn main() {}
