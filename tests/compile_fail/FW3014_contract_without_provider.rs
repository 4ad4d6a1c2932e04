include!("common.inc");

const API: Service = WEB.calls(&[BILLING.timeout_ms(500)]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
