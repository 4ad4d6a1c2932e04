//! `environments!` and `per_env!` in sibling and child modules, with five environments and with one.

mod five {
    use formwork::prelude::*;

    environments! {
        dev: Environment::new("111111111111", "eu-west-1", Purpose::Development),
        test: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
        staging: Environment::new("333333333333", "eu-west-1", Purpose::Verification),
        prodeu: Environment::new("444444444444", "eu-west-1", Purpose::Production),
        produs: Environment::new("555555555555", "us-east-1", Purpose::Production),
    }

    /// A child of the module that declares them.
    pub(crate) mod child {
        use super::PerEnv;
        use formwork::prelude::*;

        pub(crate) const TASKS: Vary<Tasks> = per_env! {
            dev: Tasks(1, 1),
            test: Tasks(2, 2),
            staging: Tasks(2, 4),
            prodeu: Tasks(2, 20),
            produs: Tasks(2, 10),
        };
    }
}

mod sibling {
    use crate::five::PerEnv;
    use formwork::prelude::*;

    pub(crate) const HOST: Host = Host(per_env! {
        dev: "dev.shop.example",
        test: "test.shop.example",
        staging: "staging.shop.example",
        prodeu: "eu.shop.example",
        produs: "us.shop.example",
    });
}

mod one {
    use formwork::prelude::*;

    environments! { only: Environment::new("111111111111", "eu-west-1", Purpose::Production) }

    pub(crate) const TASKS: Vary<Tasks> = per_env! { only: Tasks(2, 3) };
}

use formwork::prelude::*;

const TEAM: Team = Team::new("shop", "shop@shop.example");
const WEB: Service = Service::web("web", Build::dockerfile("."), Port::http(8080))
    .owner(TEAM)
    .tasks(five::child::TASKS)
    .health_check("/healthz")
    .public(sibling::HOST);
const SHOP: App = App::new("shop", five::ENVIRONMENTS, Repository::github("acme/shop"))
    .zone(Zone::imported(same("shop.example"), same("Z00000000000000SHOP")))
    .services(&[&WEB])
    .verified();

#[test]
fn five_environments_over_three_modules() {
    let names: Vec<_> = SHOP.environments().iter().map(Environment::name).collect();
    assert_eq!(names, ["dev", "test", "staging", "prodeu", "produs"]);
    assert_eq!(WEB.scale().environments(), Some(5));
    assert_eq!(sibling::HOST.0.get(4), "us.shop.example");
}

#[test]
fn one_environment() {
    assert_eq!(one::ENVIRONMENTS.len(), 1);
    assert_eq!(one::TASKS.get(0), Tasks(2, 3));
}
