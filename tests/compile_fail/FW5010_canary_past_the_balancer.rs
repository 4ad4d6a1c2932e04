include!("common.inc");

const CANARY: Deploy = Deploy::canary_machine(Steps::new(&[5, 100]), Bake::minutes(10));
const IT: Service = WEB.serves(&[BILLING]).deploy(CANARY);
const SHOP: App = EMPTY.services(&[&IT]).verified();

fn main() {}
