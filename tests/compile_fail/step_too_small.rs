include!("common.inc");

const DEPLOY: Deploy = Deploy::linear(Share::percent(2), Bake::minutes(10));

fn main() {}
