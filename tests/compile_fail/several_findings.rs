include!("common.inc");

const API: Service = Service::web("api", BUILD, PORT)
    .env(&[config("DB_PASSWORD", same("hunter2")), config("PORT", same("1"))])
    .tasks(same(Tasks(1, 2)))
    .drain(Seconds(120));
const SHOP: App = EMPTY.services(&[&API, &OTHER]).verified();

fn main() {}
