include!("common.inc");

const VERSIONS: Vary<PgVersion> = per_env! { dev: PgVersion::V16, prod: PgVersion::V15 };

fn main() {}
