include!("common.inc");

const ONE: Service = WEB.serves(&[BILLING]);
const TWO: Service = OTHER.serves(&[BILLING]);
const SHOP: App = EMPTY.services(&[&ONE, &TWO]).verified();

fn main() {}
