include!("common.inc");

const PAY: Api = Api::external("pay", same("pay.example"));
const INNER: Service = WEB.serves(&[BILLING]).calls(&[PAY.timeout_ms(800)]);
const OUTER: Service = OTHER.calls(&[BILLING.timeout_ms(500)]);
const SHOP: App = EMPTY.services(&[&INNER, &OUTER]).verified();

fn main() {}
