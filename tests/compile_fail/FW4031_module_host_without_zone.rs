include!("common.inc");

const fn docs() -> Module<'static> {
    let mut module = Module::new("docs", |_, _| Vec::new());
    module.hosts = std::slice::from_ref(&HOST);
    module
}
const DOCS: Module = docs();
const SHOP: App =
    App::new("shop", ENVIRONMENTS, Repository::github("acme/shop")).modules(&[&DOCS]).verified();

fn main() {}
