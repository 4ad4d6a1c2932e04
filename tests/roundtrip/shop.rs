//! The stacks of the shop, lowered as `synth` does.

use formwork::ir::verify::verify;
use formwork::lower;
use formwork::prelude::*;
use formwork::rules::Index;
use formwork::run::synth::Assembly;

use crate::compare::{DIALECTS, through};
use crate::environments::*;
use crate::{billing, email, orders};

const NETWORK: Network = Network::new(per_env! {
    dev: Cidr::new("10.0.0.0/16"),
    staging: Cidr::new("10.1.0.0/16"),
    prod: Cidr::new("10.2.0.0/16"),
});

const ZONE: Zone = Zone::imported(
    per_env! { dev: "dev.shop.example", staging: "staging.shop.example", prod: "shop.example" },
    per_env! {
        dev: "Z0000000000000000DEV",
        staging: "Z0000000000000000STG",
        prod: "Z000000000000000PROD",
    },
);

const SHOP: App = App::new("shop", ENVIRONMENTS, Repository::github("acme/shop"))
    .network(NETWORK)
    .zone(ZONE)
    .tags(&[("cost-center", "commerce ${x}")])
    .raw(&[Raw::new("orders/thing", "the tables have no such type")
        .cloudformation(
            "Custom::Thing",
            r#"{"ServiceToken": "t", "Text": "a ${b}", "Of": {"$ref": "orders/service.arn"}}"#,
        )
        .terraform("test_thing", r#"{"text": "a ${b}", "of": {"$ref": "orders/service.arn"}}"#)])
    .services(&[&orders::ORDERS, &billing::BILLING, &email::EMAIL]);

#[test]
fn the_stacks_of_the_shop_round_trip() {
    let index = Index::new(&SHOP, None);
    let assembly = Assembly::new(&index, formwork::backend::Release::default());
    let priorities =
        lower::listener_rules(&index).into_iter().map(|rule| (rule.path, 100)).collect();
    let input = lower::Input { index: &index, priorities: &priorities };
    for planned in lower::plan(&index) {
        let (stack, found) = lower::lower(input, &planned);
        assert!(found.is_empty(), "{found:?}");
        assert!(verify(&stack).is_empty(), "{:?}", verify(&stack));
        for dialect in DIALECTS {
            through(&assembly.target(), &stack, dialect).unwrap_or_else(|wrong| panic!("{wrong}"));
        }
    }
}
