include!("common.inc");

const ELSEWHERE: Host = Host(per_env! { dev: "a.dev.shop.example", prod: "a.shop.example" });
const NEW: Service = OTHER.public(ELSEWHERE).takes_over(&WEB, same(Percent::new(10)));
const SHOP: App = EMPTY.services(&[&WEB, &NEW]).verified();

fn main() {}
