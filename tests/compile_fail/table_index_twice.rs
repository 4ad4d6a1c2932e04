include!("common.inc");

const CARTS: DynamoTable = DynamoTable::new("carts", Key::text("cartId")).indexes(&[
    TableIndex::new("by-customer", Key::text("customerId")),
    TableIndex::new("by-customer", Key::text("email")),
]);

fn main() {}
