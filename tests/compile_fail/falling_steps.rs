include!("common.inc");

const DEPLOY: Deploy = Deploy::canary_machine(Steps::new(&[5, 50, 25, 100]), Bake::minutes(10));

fn main() {}
