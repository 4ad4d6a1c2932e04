include!("common.inc");

const WAIVER: Waiver = Waiver::new("FW0802", "web", TEAM, PERIOD);
const SHOP: App = EMPTY.services(&[&WEB]).waivers(&[WAIVER]).verified();

fn main() {}
