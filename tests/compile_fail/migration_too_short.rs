include!("common.inc");

const SCHEMA: Migration = Migration::new("schema", &["/app", "migrate"]).timeout(Seconds(5));

fn main() {}
