include!("common.inc");

const API: Service = Service::web("we-b", BUILD, PORT).owner(TEAM).health_check("/up").public(HOST).paths(&["/b"]);
const SHOP: App = EMPTY.services(&[&WEB, &API]).verified();

fn main() {}
