include!("common.inc");

const IT: Service = WEB
    .scale_at_requests(same(Requests::per_minute(600)))
    .deploy(Deploy::canary(Share::percent(5), Bake::minutes(10)));
const SHOP: App = EMPTY.services(&[&IT]).verified();

fn main() {}
