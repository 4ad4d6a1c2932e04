//! Lowers [`Takeover`](crate::spec::Takeover): one weighted rule sends a share of the requests to
//! a new service and the rest to the one that it takes over from.
//!
//! Facts: <https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/strangler-fig.html>

use crate::ir::graph::{KnobType, Literal};
use crate::ir::{ImportKind, ResourceId, Value};
use crate::spec::{Service, Takeover};

use super::builder::Builder;
use super::identity;

/// The output that holds the target group of a service that another takes over from.
const OUTPUT: &str = "target-group-arn";

/// Offers the target group of `service` to those that take over from it.
pub(super) fn offer(builder: &mut Builder<'_, '_>, service: &Service<'_>, group: ResourceId) {
    let takers = builder.app.service_list().iter().filter_map(|it| it.takeover());
    if takers.into_iter().any(|takeover| takeover.from().name() == service.name()) {
        builder.output(OUTPUT, ImportKind::Text, group.get("arn"));
    }
}

/// The action that splits requests between `group` and the service that is taken over from.
pub(super) fn split(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    takeover: &Takeover<'_>,
    group: ResourceId,
) -> Value {
    let kept_by = takeover.from();
    let share = *takeover.share();
    let taken = move |environment| i64::from(share.get(environment).number());
    let rest = builder.import(identity(kept_by), OUTPUT, ImportKind::Text);
    let groups = vec![
        target(builder, service, (group.get("arn"), service), taken),
        target(builder, service, (rest, kept_by), |environment| 100 - taken(environment)),
    ];
    let forward = Value::object([("target_group", Value::List(groups))]);
    Value::object([("type", Value::from("forward")), ("forward", forward)])
}

/// One side of the split; both weights are computed for each environment, and sum to 100.
fn target(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    (group, side): (Value, &Service<'_>),
    percent: impl Fn(usize) -> i64,
) -> Value {
    let path = format!("{}/share-of-{}", service.name(), side.name());
    let description = format!("Share of the requests that {} answers, in percent", side.name());
    let weight =
        builder.vary(path, "threshold", KnobType::Number(0, 100), description, |environment| {
            Literal::Integer(percent(environment))
        });
    Value::object([("arn", group), ("weight", weight)])
}
