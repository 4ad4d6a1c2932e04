include!("common.inc");

const DEPLOY: Deploy = Deploy::blue_green(Bake::minutes(1441));

fn main() {}
