include!("common.inc");

const PARTLY: Host = Host(per_env! { dev: "www.dev.shop.example", prod: "a.shop.example" });
const NEW: Service = OTHER.public(PARTLY);
const SHOP: App = EMPTY.services(&[&WEB, &NEW]).verified();

fn main() {}
