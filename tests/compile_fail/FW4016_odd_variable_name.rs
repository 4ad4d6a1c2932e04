include!("common.inc");

const API: Service = WEB.env(&[config("logLevel", same("info"))]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
