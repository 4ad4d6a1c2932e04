include!("common.inc");

mod elsewhere {
    use formwork::prelude::*;
    environments! {
        only: Environment::new("111111111111", "eu-west-1", Purpose::Production),
    }
    pub const TASKS: Vary<Tasks> = per_env! { only: Tasks(2, 4) };
}
const API: Service = WEB.tasks(elsewhere::TASKS);
const SHOP: App = EMPTY.services(&[&API]).verified();

fn main() {}
