include!("common.inc");

const DEPLOY: Deploy = Deploy::blue_green(Bake::minutes(1));

fn main() {}
