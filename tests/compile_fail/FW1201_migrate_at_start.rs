include!("common.inc");

const API: Service = WEB.command(&["rake", "db:migrate"]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
