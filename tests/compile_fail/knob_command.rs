include!("common.inc");

const REBUILD: Task = Task::one_off("rebuild", per_env! { dev: &["/app"], prod: &["/app"] });

fn main() {}
