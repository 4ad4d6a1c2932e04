include!("common.inc");

const ENVIRONMENT: Environment = Environment::new("1234", "eu-west-1", Purpose::Production);

fn main() {}
