include!("common.inc");

const API: Service = WEB.env(&[config("DB_PASSWORD", same("hunter2"))]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
