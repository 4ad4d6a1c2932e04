include!("common.inc");

const REBUILD: Task = Task::one_off("rebuild", &[]);

fn main() {}
