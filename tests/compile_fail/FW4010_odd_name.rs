include!("common.inc");

const API: Service = Service::web("Web_API", BUILD, PORT).owner(TEAM).health_check("/up").public(HOST);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
