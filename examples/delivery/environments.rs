//! Where the market runs.

use formwork::prelude::*;

environments! {
    dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}
