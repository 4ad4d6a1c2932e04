//! Random values, and the stack that they stand in.

use formwork::backend::terraform::Settings;
use formwork::backend::{Release, Target};
use formwork::ir::graph::KnobSource;
use formwork::ir::kind::{Codec, Row};
use formwork::ir::{
    Dialect, Given, ImportId, ImportKind, Knob, KnobId, KnobType, Literal, Place, Pseudo,
    ResourceId, Stack, Text, Value,
};
use formwork::spec::TerraformProvider;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};

use crate::compare::{DIALECTS, through};

/// A fixed seed; failing cases are kept by hand, in `regressions.rs`.
pub(crate) fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_122),
        ..Config::default()
    }
}

/// Pieces of text that some layer might read as something else.
const NASTY: &[&str] = &[
    "${",
    "%{",
    "$${",
    "%%{",
    "$",
    "%",
    "{",
    "}",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "'",
    "`",
    "~",
    "#",
    "//",
    "<<EOT",
    "\\n",
    "\\u0041",
    "\u{0}",
    "\u{7f}",
    "\u{2028}",
    "\u{e000}",
    "é",
    "🎈",
    " ",
    ",",
    ":",
    "a",
    "0",
    "1",
    "-1",
    "2.5",
    "007",
    "1e3",
    "true",
    "false",
    "null",
    "ENABLED",
    "Ref",
    "Fn::Join",
    "${var.x}",
    "${jsonencode({})}",
    "%{ if a }",
    "!Sub",
    "{{resolve:ssm:x}}",
];

/// Text, mostly nasty.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(select(NASTY), 0..5).prop_map(|pieces| pieces.concat()),
        1 => "\\PC{0,8}",
    ]
}

fn literal() -> impl Strategy<Value = Value> {
    prop_oneof![
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => (-2_000_000..2_000_000).prop_map(|it| Value::Decimal(f64::from(it) / 1000.0)),
        4 => text().prop_map(Value::from),
    ]
}

/// How many knobs and imports [`stack`] has.
const KNOBS: u32 = 9;
const IMPORTS: u32 = 5;

/// The reference that [`refer`] replaces by one to a resource of the stack.
const ANY: &str = "any";

/// What is known at deployment, as one text.
fn deferred() -> impl Strategy<Value = Value> {
    let pseudo = [Pseudo::Account, Pseudo::Region, Pseudo::Partition, Pseudo::UrlSuffix];
    prop_oneof![
        3 => any::<u16>().prop_map(|it| ResourceId(it.into()).get(ANY)),
        3 => (0..KNOBS).prop_map(|it| Value::Knob(KnobId(it))),
        1 => select(pseudo.to_vec()).prop_map(Value::Pseudo),
        2 => (0..IMPORTS - 1).prop_map(|it| Value::Import(ImportId(it))),
        1 => (0..3_usize).prop_map(Value::Zone),
        1 => (0..3_usize).prop_map(|it| {
            Value::Element(Box::new(Value::Import(ImportId(IMPORTS - 1))), it)
        }),
        1 => (any::<u16>(), 0..3_usize).prop_map(|(id, it)| {
            Value::Element(Box::new(ResourceId(id.into()).get(ANY)), it)
        }),
    ]
}

/// One value that is no structure.
pub(crate) fn scalar() -> impl Strategy<Value = Value> {
    let part = || prop_oneof![literal(), deferred()];
    let inner = vec(part(), 0..3).prop_map(Value::Concat);
    let chosen = (vec(part(), 0..3), 0..4_usize)
        .prop_map(|(items, index)| Value::Element(Box::new(Value::List(items)), index));
    prop_oneof![
        4 => literal(),
        4 => deferred(),
        2 => vec(prop_oneof![6 => part(), 1 => inner], 0..5).prop_map(Value::Concat),
        1 => chosen,
    ]
}

/// A structure of any form.
pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Value::List), map(inner.boxed()),]
    })
}

/// An object whose keys are all different.
fn map(value: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    vec((text(), value), 0..4).prop_map(|entries| {
        let mut object: Vec<(Text, Value)> = Vec::new();
        for (key, value) in entries {
            // What CloudFormation reads as a function cannot be a key of the user's.
            let key = if key == "Ref" || key.starts_with("Fn::") { format!("-{key}") } else { key };
            if object.iter().all(|(known, _)| *known != *key) {
                object.push((key.into(), value));
            }
        }
        Value::Object(object)
    })
}

/// What a row of this codec may hold.
pub(crate) fn of_codec(codec: Codec) -> BoxedStrategy<Value> {
    let number = || {
        prop_oneof![
            any::<i32>().prop_map(Value::from),
            (-2000..2000).prop_map(|it| Value::Decimal(f64::from(it) / 8.0)),
        ]
    };
    match codec {
        Codec::Same => prop_oneof![4 => scalar(), 1 => any_value()].boxed(),
        Codec::NumberText(_) => prop_oneof![3 => number(), 1 => scalar()].boxed(),
        Codec::Words { yes, no, .. } => {
            let word = select(vec![Value::from(yes), Value::from(no)]);
            prop_oneof![2 => any::<bool>().prop_map(Value::from), 1 => word, 1 => deferred()]
                .boxed()
        }
        Codec::Set => prop_oneof![
            4 => vec(scalar(), 0..4).prop_map(Value::List),
            1 => Just(Value::Import(ImportId(IMPORTS - 1))),
        ]
        .boxed(),
        Codec::Block(rows) => block(rows).boxed(),
        Codec::Blocks(rows) | Codec::TextBlocks(rows) => {
            vec(block(rows), 0..3).prop_map(Value::List).boxed()
        }
        Codec::Pairs { .. } => map(scalar().boxed()).boxed(),
        Codec::Entry(_) => prop_oneof![number().boxed(), scalar().boxed()].boxed(),
        Codec::Document { .. } => any_value().boxed(),
    }
}

/// An object of some of the rows.
fn block(rows: &'static [Row]) -> impl Strategy<Value = Value> {
    properties(rows.iter().collect()).prop_map(|set| {
        Value::Object(set.into_iter().map(|(row, value)| (row.name.into(), value)).collect())
    })
}

/// Values for the required rows and some of the others, never for two that are one place.
pub(crate) fn properties(
    rows: Vec<&'static Row>,
) -> impl Strategy<Value = Vec<(&'static Row, Value)>> {
    #[expect(clippy::cast_precision_loss, reason = "a table has few rows")]
    let likely = (6.0 / rows.len() as f64).min(0.7);
    let set = rows.iter().map(|row| {
        let value = of_codec(row.codec);
        if row.required {
            return value.prop_map(Some).boxed();
        }
        proptest::option::weighted(likely, value).boxed()
    });
    let set: Vec<_> = set.collect();
    set.prop_map(move |values| {
        let mut set: Vec<(&'static Row, Value)> = Vec::new();
        for (row, value) in rows.iter().zip(values) {
            let free = set.iter().all(|(other, _)| !is_same_place(row, other));
            set.extend(value.filter(|_| free).map(|value| (*row, value)));
        }
        set
    })
}

/// Whether two rows stand at one place of a dialect, or one inside the other.
fn is_same_place(a: &Row, b: &Row) -> bool {
    let inside = |a: &str, b: &str| {
        let rest = a.strip_prefix(b);
        !b.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let clash = |a: &str, b: &str| inside(a, b) || inside(b, a);
    let entries = match (a.codec, b.codec) {
        (Codec::Entry(a), Codec::Entry(b)) => a == b,
        _ => true,
    };
    (clash(a.cloudformation, b.cloudformation) && entries)
        || (clash(a.terraform, b.terraform) && a.side == b.side)
}

/// A stack with a knob of each type and an import of each kind.
pub(crate) fn stack() -> Stack {
    let mut stack = Stack::new("test", "A stack ${of} \"tests\"");
    let text = |text: &'static str| Literal::Text(text.into());
    let pattern = KnobType::Pattern("^[a-z\"${]+\\.\"?$".into(), "a pattern".into());
    let allowed = KnobType::Text(vec!["a \"${b}\"".into(), "c\\".into()]);
    let knobs = [
        (KnobType::Number(1, 20), [1, 2, 3].map(Literal::Integer)),
        (KnobType::Decimal, [0.5, 1.0, 2.5].map(Literal::Decimal)),
        (KnobType::Bool, [true, false, true].map(Literal::Bool)),
        (KnobType::Text(Vec::new()), ["", "${x} \"", "$${y}\\\n"].map(text)),
        (allowed, ["a \"${b}\"", "c\\", "c\\"].map(text)),
        (pattern, ["a", "b", "c"].map(text)),
        (KnobType::Text(Vec::new()), ["${the same}"; 3].map(text)),
    ];
    for (position, (kind, values)) in knobs.into_iter().enumerate() {
        stack.knob_of(Knob {
            path: format!("knob/{position}"),
            description: "A \"knob\" ${it}".into(),
            kind,
            class: "count".into(),
            source: KnobSource::Environments(values.into()),
        });
    }
    stack.given("orders/image", Given::Image);
    stack.given("release", Given::Release);
    assert_eq!(stack.knobs.len(), KNOBS as usize);
    let kinds = [
        ImportKind::Text,
        ImportKind::VpcId,
        ImportKind::SecurityGroupId,
        ImportKind::HostedZoneId,
        ImportKind::SubnetIds,
    ];
    for (position, kind) in kinds.into_iter().enumerate() {
        stack.import("platform", &format!("output-{position}"), kind);
    }
    assert_eq!(stack.imports.len(), IMPORTS as usize);
    stack
}

/// Points the references of a stack at attributes that both dialects have.
pub(crate) fn refer(stack: &mut Stack) {
    let mut targets = Vec::new();
    for (position, resource) in (0..).zip(&stack.resources) {
        let id = ResourceId(position);
        match resource.kind() {
            None => targets.extend([id.get("ref"), id.get("some_attribute")]),
            Some(kind) => targets.extend(kind.attributes.iter().filter_map(|attribute| {
                let both = DIALECTS.into_iter().all(|dialect| {
                    kind.type_in(dialect).is_some() && attribute.spelled_in(dialect).is_some()
                });
                both.then(|| id.get(attribute.name))
            })),
        }
    }
    for resource in &mut stack.resources {
        resource.walk_mut(&mut |value| {
            if let Value::Reference(id, _) = value {
                *value = match targets.len() {
                    0 => Value::Pseudo(Pseudo::Region),
                    count => targets[id.0 as usize % count].clone(),
                };
            }
        });
    }
}

/// Where the stacks of these tests are deployed.
fn places() -> Vec<Place> {
    let place = |environment: &str, account: &str| Place {
        environment: environment.to_owned(),
        account: account.to_owned(),
        region: "eu-west-1".to_owned(),
    };
    vec![
        place("dev", "111111111111"),
        place("staging", "222222222222"),
        place("prod", "333333333333"),
    ]
}

/// Emits and lifts a stack, and compares it with what it was.
///
/// # Errors
/// What differs.
pub(crate) fn round_trip(stack: &Stack, dialect: Dialect) -> Result<(), String> {
    let places = places();
    let terraform = Settings { provider: TerraformProvider::V5, state: None };
    let tags = [("cost-center".to_owned(), "commerce".to_owned())];
    let release = Release::default();
    let target = Target {
        app: "shop",
        places: &places,
        tags: &tags,
        terraform: &terraform,
        release: &release,
    };
    through(&target, stack, dialect)
}
