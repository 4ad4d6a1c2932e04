include!("common.inc");

const IT: Service = Service::web("it", BUILD, PORT)
    .owner(TEAM)
    .public(HOST)
    .deploy(Deploy::linear(Share::percent(20), Bake::minutes(5)));
const SHOP: App = EMPTY.services(&[&IT]).verified();

fn main() {}
