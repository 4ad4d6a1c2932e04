include!("common.inc");

const CARTS: DynamoTable = DynamoTable::new("carts", Key::text("cartId"));
const FIRST: Service = WEB.attach(&[CARTS.as_env("CARTS_TABLE")]);
const SECOND: Service = OTHER.attach(&[CARTS.as_env("CARTS_TABLE")]);
const SHOP: App = EMPTY.services(&[&FIRST, &SECOND]).verified();

fn main() {}
