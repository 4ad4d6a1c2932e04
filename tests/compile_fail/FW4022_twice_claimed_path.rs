include!("common.inc");

const API: Service = Service::web("api", BUILD, PORT).owner(TEAM).health_check("/up").public(HOST);
const SHOP: App = EMPTY.services(&[&WEB, &API]).verified();

fn main() {}
