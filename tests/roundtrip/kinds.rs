//! Stacks of random resources of every kind, with references between them.

use formwork::ir::graph::Body;
use formwork::ir::kind::{Kind, Row};
use formwork::ir::{Keep, Resource, ResourceId, Text, Value, kinds};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use crate::compare::DIALECTS;
use crate::values::{any_value, config, properties, refer, round_trip, stack};

/// What a random resource consists of, before it knows its stack.
#[derive(Clone, Debug)]
struct Draft {
    kind: Option<&'static Kind>,
    properties: Vec<(&'static Row, Value)>,
    raw: Value,
    /// A property that something else writes, by position.
    owned: Option<usize>,
    after: Vec<u16>,
    keep: Keep,
}

/// Rows that are read, not written: which kind a resource is would not be known.
fn is_written(kind: &Kind, row: &Row) -> bool {
    (kind.name, row.name) != ("rds/instance", "db_cluster_identifier")
}

fn draft(kind: Option<&'static Kind>) -> impl Strategy<Value = Draft> {
    let rows = kind.map_or(&[][..], |kind| kind.rows).iter();
    let rows = rows.filter(|row| kind.is_some_and(|kind| is_written(kind, row))).collect();
    let raw = vec((0..3_u8, any_value()), 0..3).prop_map(|entries| {
        let mut object: Vec<(Text, Value)> = Vec::new();
        for (key, value) in entries {
            let key = format!("key_{key}");
            if object.iter().all(|(known, _)| *known != *key) {
                object.push((key.into(), value));
            }
        }
        Value::Object(object)
    });
    let keep = prop_oneof![Just(Keep::Delete), Just(Keep::Replaced), Just(Keep::Retain)];
    let owned = proptest::option::weighted(0.3, 0..4_usize);
    (properties(rows), raw, owned, vec(any::<u16>(), 0..3), keep).prop_map(
        move |(properties, raw, owned, after, keep)| Draft {
            kind,
            properties,
            raw,
            owned,
            after,
            keep,
        },
    )
}

fn resource(position: u32, count: u32, draft: &Draft) -> Resource {
    let body = draft.raw.clone();
    let mut resource = match draft.kind {
        Some(kind) => Resource::new(format!("r{position}/{}", kind.name), kind),
        None => Resource::raw(
            format!("r{position}/raw"),
            Some(("AWS::Test::Thing".into(), body.clone())),
            Some(("aws_test_thing".into(), body)),
        ),
    };
    if let Body::Declared { properties, runtime_owned, .. } = &mut resource.body {
        properties.clone_from(&draft.properties);
        let may_be_owned =
            |row: &&Row| !row.required && row.side.is_empty() && !row.terraform.is_empty();
        let rows: Vec<_> =
            draft.properties.iter().map(|(row, _)| *row).filter(may_be_owned).collect();
        runtime_owned.extend(draft.owned.and_then(|position| rows.get(position)));
    }
    let after = draft.after.iter().map(|id| ResourceId(u32::from(*id) % count));
    resource.after = after.filter(|id| id.0 != position).collect();
    resource.keep = draft.keep;
    resource
}

/// Round trips of stacks with one resource of this kind and two of others.
fn check(position: usize, kind: &'static Kind) {
    let all: Vec<_> = kinds::all().collect();
    let other = |step: usize| all[(position * 7 + step) % all.len()];
    let drafts = (draft(Some(kind)), draft(Some(other(13))), draft(None));
    TestRunner::new(config(12))
        .run(&drafts, |(first, second, third)| {
            let drafts = [first, second, third];
            let mut stack = stack();
            for (position, draft) in (0..).zip(&drafts) {
                stack.add(resource(position, 3, draft));
            }
            refer(&mut stack);
            for dialect in DIALECTS {
                round_trip(&stack, dialect).map_err(TestCaseError::fail)?;
            }
            Ok(())
        })
        .unwrap_or_else(|wrong| panic!("{}: {wrong}", kind.name));
}

/// A part of the kinds, so that parts run side by side.
fn check_part(part: usize) {
    for (position, kind) in kinds::all().enumerate().filter(|(position, _)| position % 4 == part) {
        check(position, kind);
    }
}

#[test]
fn every_fourth_kind() {
    check_part(0);
}

#[test]
fn every_fourth_kind_from_the_second() {
    check_part(1);
}

#[test]
fn every_fourth_kind_from_the_third() {
    check_part(2);
}

#[test]
fn every_fourth_kind_from_the_fourth() {
    check_part(3);
}
