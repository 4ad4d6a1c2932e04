include!("common.inc");

const SHOP: App =
    App::new("shop", ENVIRONMENTS, Repository::github("acme/shop")).services(&[&WEB]).verified();

fn main() {}
