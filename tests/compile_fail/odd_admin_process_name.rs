include!("common.inc");

const REBUILD: Task = Task::one_off("rebuildIndex", &["/app"]);

fn main() {}
