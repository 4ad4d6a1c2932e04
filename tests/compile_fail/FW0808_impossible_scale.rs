include!("common.inc");

const API: Service = WEB.tasks(per_env! { dev: Tasks(4, 2), prod: Tasks(2, 4) });
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
