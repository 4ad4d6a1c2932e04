include!("common.inc");

const CARTS: DynamoTable = DynamoTable::new("carts", Key::text("cartId")).indexes(&[TableIndex::new("by-cart", Key::number("cartId"))]);

fn main() {}
