include!("common.inc");

const API: Service = Service::web("api", BUILD, PORT).owner(TEAM).public(HOST);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
