include!("common.inc");

const API: Service = WEB.env(&[config("BROKER", same("amqp://app:hunter2@mq.example"))]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
