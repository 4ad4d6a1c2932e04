include!("common.inc");

const API: Service = WEB.env(&[config("LEVEL", same("a")), config("LEVEL", same("b"))]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
