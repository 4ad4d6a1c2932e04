include!("common.inc");

const CARTS: DynamoTable = DynamoTable::new("carts", Key::text("cartId")).sort(Key::number("until")).expires("until");

fn main() {}
