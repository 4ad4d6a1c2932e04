include!("common.inc");

const DROP: Migration = Migration::new("drop-column", &["/app", "migrate"]).destructive();
const API: Service =
    WEB.migrations(&[DROP]).deploy(Deploy::canary(Share::percent(10), Bake::minutes(10)));
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
