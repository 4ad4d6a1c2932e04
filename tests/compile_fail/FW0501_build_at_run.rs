include!("common.inc");

const API: Service = WEB.command(&["sh", "-c", "npm ci && exec node ."]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
