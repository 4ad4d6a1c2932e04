include!("common.inc");

const NOBODY: Team = Team::new("shop", "");

fn main() {}
