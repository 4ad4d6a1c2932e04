include!("common.inc");

const ENVIRONMENT: Environment = Environment::new("111111111111", "Ireland", Purpose::Production);

fn main() {}
