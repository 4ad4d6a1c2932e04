include!("common.inc");

const IT: Service = WEB.deploy(Deploy::canary(Share::tenths(25), Bake::minutes(10)));
const SHOP: App = EMPTY.services(&[&IT]).verified();

fn main() {}
