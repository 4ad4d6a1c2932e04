include!("common.inc");

const API: Service = Service::web("api", BUILD, PORT).health_check("/up").public(HOST);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
