include!("common.inc");

const PLATFORM: Module = Module::new("platform", |_, _| Vec::new());
const SHOP: App =
    App::new("shop", ENVIRONMENTS, Repository::github("acme/shop")).modules(&[&PLATFORM]).verified();

fn main() {}
