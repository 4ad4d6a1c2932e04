include!("common.inc");

const ONE: Service = WEB.attach(&[DB.as_env("URL")]);
const TWO: Service = OTHER.attach(&[DB.as_env("URL")]);
const SHOP: App = EMPTY.services(&[&ONE, &TWO]).verified();

fn main() {}
