//! The machines that shift traffic, as Step Functions gets them: kept in `tests/canary/`, where
//! people, the model checker and the emulator read them. `INSTA_UPDATE=always cargo test` rewrites.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of kept files reads them; a helper that cannot go on fails its test"
)]

use std::path::Path;

use formwork::ir::{Pseudo, Value};
use formwork::lower::machine::{self, Colour, Route, Subject};
use formwork::spec::{Bake, Steps};

const ELB: &str = "arn:aws:elasticloadbalancing:eu-west-1:111111111111";

fn colour(name: &str, balancer: Option<(Value, Value)>) -> Colour {
    Colour {
        service: Value::from(format!("shop-dev-web-{name}")),
        target_group: Value::from(format!("{ELB}:targetgroup/{name}/0123456789abcdef")),
        balancer,
    }
}

/// A service called `web` whose parts have plain names in place of references.
fn subject(route: Route, steps: Steps, colours: [Colour; 2]) -> Subject<'static> {
    Subject {
        service: "web",
        cluster: "arn:aws:ecs:eu-west-1:111111111111:cluster/shop-dev".into(),
        colours,
        route,
        table: "shop-dev-web-releases".into(),
        alarms: vec!["shop-dev-web-cpu".into(), "shop-dev-web-errors".into()],
        topic: Some("arn:aws:sns:eu-west-1:111111111111:alarms".into()),
        steps,
        bake: Bake::minutes(10),
    }
}

fn by_rule() -> Subject<'static> {
    let rule = format!(
        "{ELB}:listener-rule/app/public/0123456789abcdef/0123456789abcdef/0123456789abcdef"
    );
    let colours = [colour("blue", None), colour("green", None)];
    subject(Route::Rule(Value::from(rule)), Steps::new(&[5, 25, 50, 100]), colours)
}

fn by_records() -> Subject<'static> {
    let colours = ["blue", "green"].map(|name| {
        let dns = Value::from(format!("{name}.eu-west-1.elb.amazonaws.com"));
        colour(name, Some((dns, Value::from("Z32O12XQLNTSW2"))))
    });
    let route = Route::Records("Z0123456789ABCDEFGHIJ".into(), "dev.shop.example".into());
    subject(route, Steps::new(&[100]), colours)
}

fn text(mut definition: Value) -> String {
    definition.walk_mut(&mut |value| match value {
        Value::Pseudo(Pseudo::Partition) => *value = Value::from("aws"),
        Value::Concat(parts) => *value = Value::concat(std::mem::take(parts)),
        _ => {}
    });
    let text = definition.json_text().literal_text().unwrap().into_owned();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    serde_json::to_string_pretty(&json).unwrap() + "\n"
}

fn kept(name: &str, definition: Value) {
    let text = text(definition);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/canary").join(name);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &text).unwrap();
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text == before, "{name} changed; `INSTA_UPDATE=always cargo test --test canary`");
}

#[test]
fn machines_are_as_kept() {
    kept("machine.asl.json", machine::canary(&by_rule()));
    kept("watchdog.asl.json", machine::watchdog(&by_rule()));
    kept("dns.asl.json", machine::canary(&by_records()));
    kept("dns-watchdog.asl.json", machine::watchdog(&by_records()));
    let canary = "arn:aws:states:eu-west-1:111111111111:stateMachine:shop-dev-web-canary";
    let (parameter, table) =
        (Value::from("/shop/dev/web/release"), Value::from("shop-dev-web-releases"));
    kept("starter.asl.json", machine::starter("web", parameter, &Value::from(canary), &table));
}
