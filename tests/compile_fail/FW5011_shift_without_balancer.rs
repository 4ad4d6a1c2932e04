include!("common.inc");

const IT: Service = Service::internal("it", BUILD, PORT)
    .owner(TEAM)
    .container_check(&["CMD", "/app", "--healthy"])
    .deploy(Deploy::blue_green(Bake::minutes(5)));
const SHOP: App = EMPTY.services(&[&IT]).verified();

fn main() {}
