include!("common.inc");

const API: Service = WEB.env(&[config("PORT", same("8080"))]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
