//! What the catalogue's modules become, for an app that runs in eu-west-1: snapshots of both dialects,
//! and the stacks read back from them as what they were.

#[path = "../../tests/roundtrip/compare.rs"]
mod compare;

use compare::{DIALECTS, through};
use formwork::backend::cloudformation::{self, ParametersFormat};
use formwork::backend::terraform;
use formwork::lower;
use formwork::prelude::*;
use formwork::rules::Index;
use formwork::run::synth::Assembly;
use formwork_modules::static_site;

environments! {
    staging: Environment::new("222222222222", "eu-west-1", Purpose::Verification),
    prod: Environment::new("333333333333", "eu-west-1", Purpose::Production),
}

const ZONE: Zone = Zone::imported(
    per_env! { staging: "staging.shop.example", prod: "shop.example" },
    per_env! { staging: "Z0000000000000000STG", prod: "Z000000000000000PROD" },
);

const DOCS: Module = static_site::module(
    "docs",
    &Host(per_env! { staging: "docs.staging.shop.example", prod: "docs.shop.example" }),
);

const SITE: App = App::new("site", ENVIRONMENTS, Repository::github("acme/site"))
    .zone(ZONE)
    .modules(&[&DOCS])
    .verified();

#[test]
fn a_static_site_is_as_kept() {
    let index = Index::new(&SITE, None);
    let assembly = Assembly::new(&index, formwork::backend::Release::default());
    let priorities = lower::Priorities::new();
    let input = lower::Input { index: &index, priorities: &priorities };
    let (stack, found) = lower::lower(input, &lower::plan(&index)[0]);
    assert!(found.is_empty(), "{found:?}");
    let target = assembly.target();
    let files = cloudformation::emit(&target, &stack, ParametersFormat::Configuration)
        .into_iter()
        .chain(terraform::emit(&target, &stack));
    for file in files {
        let contents = String::from_utf8(file.contents).expect("output is text");
        insta::assert_snapshot!(file.path.replace('/', "_"), contents);
    }
}

#[test]
fn a_static_site_is_read_back() {
    let index = Index::new(&SITE, None);
    let assembly = Assembly::new(&index, formwork::backend::Release::default());
    let priorities = lower::Priorities::new();
    let input = lower::Input { index: &index, priorities: &priorities };
    let plan = lower::plan(&index);
    assert!(!plan.is_empty());
    for planned in plan {
        let (stack, _) = lower::lower(input, &planned);
        for dialect in DIALECTS {
            through(&assembly.target(), &stack, dialect).unwrap_or_else(|wrong| panic!("{wrong}"));
        }
    }
}
