include!("common.inc");

const DEPLOY: Deploy = Deploy::canary(Share::percent(0), Bake::minutes(10));

fn main() {}
