//! Each way out that `FW5010` names is taken, and then no rule finds anything.

use std::collections::BTreeSet;

use formwork::diag::Diagnostic;

use super::*;

const V6: &str = "App::terraform(TerraformProvider::V6)";
const CLOUDFORMATION: &str = "App::back_ends(BackEnds::CloudFormation)";
const ROLLING: &str = "Deploy::rolling";
const BLUE_GREEN: &str = "Deploy::blue_green";
const LINEAR: &str = "Deploy::linear";
const CANARY: &str = "Deploy::canary";
const MACHINE: &str = "Deploy::canary_machine";
const NO_HOOKS: &str = "remove `.hooks`";
const OWN_HOST: &str = "give it a host of its own";
const OWN_SERVICE: &str =
    "serve the contract from a service of its own that is deployed by `Deploy::rolling`";

/// What to do, all of it.
type Way = &'static [&'static str];

const NATIVE: [Way; 2] = [&[V6], &[CLOUDFORMATION]];
const SHIFTS: [Way; 6] = [
    &[BLUE_GREEN, V6],
    &[LINEAR, V6],
    &[CANARY, V6],
    &[BLUE_GREEN, CLOUDFORMATION],
    &[LINEAR, CLOUDFORMATION],
    &[CANARY, CLOUDFORMATION],
];

const CALLERS_HOST: Host = Host(
    per_env! { dev: "my.dev.shop.example", staging: "my.staging.shop.example", prod: "my.shop.example" },
);
const BAKE: Bake = Bake::minutes(10);
const HOOKS: &[Hook<'_>] = &[Hook::new(
    LifecycleStage::PostTestTrafficShift,
    same("arn:aws:lambda:eu-west-1:111111111111:function:probe"),
)];

/// What service `web` is beside its strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Alone,
    Calls,
    Serves,
    /// Another service answers on its host.
    Shares,
    /// It serves a contract and has no host.
    Internal,
}

#[derive(Clone, Copy)]
struct Draft {
    kind: Kind,
    deploy: Deploy<'static>,
    hooks: &'static [Hook<'static>],
    provider: TerraformProvider,
    back_ends: BackEnds,
    /// The contract has a service of its own.
    apart: Option<Service<'static>>,
}

impl Draft {
    const fn new(kind: Kind, deploy: Deploy<'static>) -> Self {
        Self {
            kind,
            deploy,
            hooks: &[],
            provider: TerraformProvider::V5,
            back_ends: BackEnds::Both,
            apart: None,
        }
    }

    const fn hooked(mut self) -> Self {
        self.hooks = HOOKS;
        self
    }

    fn take(mut self, what: &str) -> Self {
        match what {
            V6 => self.provider = TerraformProvider::V6,
            CLOUDFORMATION => self.back_ends = BackEnds::CloudFormation,
            ROLLING => self.deploy = Deploy::rolling(),
            BLUE_GREEN => self.deploy = Deploy::blue_green(BAKE),
            LINEAR => self.deploy = Deploy::linear(Share::percent(20), BAKE),
            CANARY => self.deploy = Deploy::canary(Share::percent(5), BAKE),
            MACHINE => self.deploy = Deploy::canary_machine(Steps::new(&[10, 100]), BAKE),
            NO_HOOKS => self.hooks = &[],
            OWN_HOST => self.kind = Kind::Alone,
            OWN_SERVICE => {
                self.apart = Some(internal("billing").serves(&[BILLING]).deploy(Deploy::rolling()));
            }
            _ => panic!("`{what}` is no way out that this test knows"),
        }
        self
    }

    fn judge(self) -> Vec<Diagnostic> {
        let calls = [BILLING.timeout_ms(500)];
        let mut it = if self.kind == Kind::Internal { internal("web") } else { web("web") };
        it = it.deploy(self.deploy.hooks(self.hooks));
        let other = match self.kind {
            Kind::Alone => None,
            Kind::Calls => {
                it = it.calls(&calls);
                Some(internal("billing").serves(&[BILLING]))
            }
            Kind::Serves | Kind::Internal => Some(web("caller").public(CALLERS_HOST).calls(&calls)),
            Kind::Shares => Some(web("other").paths(&["/other"])),
        };
        if matches!(self.kind, Kind::Serves | Kind::Internal) && self.apart.is_none() {
            it = it.serves(&[BILLING]);
        }
        let services: Vec<_> = [Some(it), other, self.apart].into_iter().flatten().collect();
        let services: Vec<_> = services.iter().collect();
        let app = app().services(&services).terraform(self.provider).back_ends(self.back_ends);
        app.check_on(None)
    }
}

/// Every help of `FW5010`, by a description that gets it, and the ways that it names.
fn situations() -> Vec<(Draft, Vec<Way>)> {
    let shift = Deploy::blue_green(BAKE);
    let tenths = Deploy::canary(Share::tenths(25), BAKE);
    let machine = Deploy::canary_machine(Steps::new(&[10, 100]), BAKE);
    let dns = Deploy::blue_green_dns(BAKE);
    let rolling = Deploy::rolling();
    let with = |more: &[Way], ways: &[Way]| [more, ways].concat();
    vec![
        (Draft::new(Kind::Alone, tenths), with(&[&[MACHINE]], &NATIVE)),
        (Draft::new(Kind::Calls, shift), with(&[&[MACHINE]], &NATIVE)),
        (Draft::new(Kind::Shares, shift), with(&[&[MACHINE]], &NATIVE)),
        (Draft::new(Kind::Serves, shift), with(&[&[ROLLING]], &NATIVE)),
        (Draft::new(Kind::Serves, tenths), with(&[&[ROLLING]], &NATIVE)),
        (Draft::new(Kind::Serves, machine), with(&[&[OWN_SERVICE]], &SHIFTS)),
        (Draft::new(Kind::Serves, dns), with(&[&[OWN_SERVICE]], &SHIFTS)),
        (Draft::new(Kind::Shares, dns), vec![&[OWN_HOST], &[MACHINE]]),
        (Draft::new(Kind::Serves, shift).hooked(), NATIVE.to_vec()),
        (Draft::new(Kind::Shares, shift).hooked(), NATIVE.to_vec()),
        (Draft::new(Kind::Alone, tenths).hooked(), NATIVE.to_vec()),
        (Draft::new(Kind::Alone, shift).hooked(), with(&[&[NO_HOOKS]], &NATIVE)),
        (Draft::new(Kind::Alone, rolling).hooked(), with(&[&[NO_HOOKS]], &SHIFTS)),
        (Draft::new(Kind::Serves, rolling).hooked(), with(&[&[NO_HOOKS]], &SHIFTS)),
        (Draft::new(Kind::Alone, machine).hooked(), with(&[&[NO_HOOKS]], &SHIFTS)),
        (Draft::new(Kind::Internal, rolling).hooked(), vec![&[NO_HOOKS]]),
    ]
}

/// What stands in backticks.
fn codes(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn each_way_out_of_an_impossible_strategy_passes_the_rules() {
    for (draft, ways) in situations() {
        let found = draft.judge();
        let [Diagnostic { rule: "FW5010", help, .. }] = found.as_slice() else {
            panic!("{:?}: {found:#?}", draft.kind);
        };
        let mut tried = BTreeSet::new();
        for way in ways {
            let left = way.iter().fold(draft, |draft, what| draft.take(what)).judge();
            assert!(left.is_empty(), "{help}\n{way:?} leaves {left:#?}");
            for what in way {
                assert!(help.contains(what), "`{what}` is not in: {help}");
                let named = codes(what);
                tried.extend(if named.is_empty() { BTreeSet::from([*what]) } else { named });
            }
        }
        tried.remove(OWN_HOST);
        assert_eq!(codes(help), tried, "named on the left, tried on the right: {help}");
    }
}
