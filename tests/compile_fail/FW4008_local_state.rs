include!("common.inc");

const SHOP: App = EMPTY.state(TerraformState::Local).verified();

fn main() {}
