include!("common.inc");

const API: Service = WEB.tasks(same(Tasks(1, 4)));
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
