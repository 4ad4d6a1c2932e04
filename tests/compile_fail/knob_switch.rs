include!("common.inc");

const SWITCH: Vary<bool> = per_env! { dev: false, prod: true };

fn main() {}
