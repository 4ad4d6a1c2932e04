include!("common.inc");

const DAYS: Vary<Backups> = per_env! { dev: Backups::days(30), prod: Backups::days(7) };
const LONG: Postgres = Postgres::new("main", PgVersion::V16).backups(DAYS);
const API: Service = WEB.attach(&[LONG.as_env("URL")]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
