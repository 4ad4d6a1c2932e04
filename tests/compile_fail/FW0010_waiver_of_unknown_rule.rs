include!("common.inc");

const WAIVER: Waiver = Waiver::new("FW9999", "web", TEAM, PERIOD).because("OPS-1");
const SHOP: App = EMPTY.services(&[&WEB]).waivers(&[WAIVER]).verified();

fn main() {}
