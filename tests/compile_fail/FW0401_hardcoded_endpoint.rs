include!("common.inc");

const API: Service = WEB.env(&[config("CACHE", same("redis://cache:6379"))]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
