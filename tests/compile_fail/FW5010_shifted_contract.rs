include!("common.inc");

const IT: Service = WEB.serves(&[BILLING]).deploy(Deploy::blue_green(Bake::minutes(10)));
const SHOP: App = EMPTY.services(&[&IT]).verified();

fn main() {}
