include!("common.inc");

const API: Service = WEB.drain(Seconds(90));
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
