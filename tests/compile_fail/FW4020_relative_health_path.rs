include!("common.inc");

const API: Service = WEB.health_check("up");
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
