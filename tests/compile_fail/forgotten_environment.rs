include!("common.inc");

const TASKS: Vary<Tasks> = per_env! { dev: Tasks(1, 2) };

fn main() {}
