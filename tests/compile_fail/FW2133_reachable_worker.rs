include!("common.inc");

const MAILER: Service = Service::worker("mailer", BUILD).owner(TEAM).public(HOST);
const SHOP: App = EMPTY.services(&[&MAILER]).verified();

fn main() {}
