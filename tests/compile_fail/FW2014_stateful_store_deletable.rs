include!("common.inc");

const LOOSE: Postgres = DB.deletion_protection(same(Protection::Off));
const API: Service = WEB.attach(&[LOOSE.as_env("URL")]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
