include!("common.inc");

const API: Service = WEB.attach(&[MAIL.sends("MAIL_URL")]);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
