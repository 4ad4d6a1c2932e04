//! Certificates and records in the hosted zone of each environment.
//!
//! A host one label below the zone, or the zone itself, is covered by the platform's wildcard
//! certificate; any other host brings its own.

use crate::ir::{Dialect, Resource, ResourceId, Value, acm, route53};
use crate::spec::{Host, Zone};

use super::builder::Builder;

/// The zone of the app.
///
/// # Panics
/// If there is none; `FW4006` reports that first.
pub(super) fn zone<'a>(builder: &Builder<'_, 'a>) -> Zone<'a> {
    *builder.app.hosted_zone().expect("an app with a public service has a zone: FW4006")
}

/// The zone's ID.
pub fn zone_id(builder: &mut Builder<'_, '_>) -> Value {
    let zone = zone(builder);
    builder.host("zone-id", "ID of the hosted zone", |environment| {
        zone.id().get(environment).to_owned()
    })
}

/// A certificate for a name and its alternatives, validated by one record in the zone: a name and
/// the wildcard below it share theirs.
pub fn certificate(
    builder: &mut Builder<'_, '_>,
    path: &str,
    name: Value,
    alternatives: Vec<Value>,
) -> ResourceId {
    let zone_id = zone_id(builder);
    let certificate = Resource::new(path, &acm::CERTIFICATE)
        .set("domain_name", name.clone())
        .set("validation_method", "DNS")
        .set("validation_domain_name", name)
        .set("zone_id", zone_id);
    let certificate = if alternatives.is_empty() {
        certificate
    } else {
        certificate.set("subject_alternative_names", alternatives)
    };
    builder.add(certificate)
}

/// The wildcard certificate of the zone.
pub(super) fn zone_certificate(platform: &mut Builder<'_, '_>) -> ResourceId {
    let zone = zone(platform);
    let apex = platform.host("zone-name", "Name of the hosted zone", |environment| {
        zone.name().get(environment).to_owned()
    });
    let wildcard = Value::concat([Value::from("*."), apex.clone()]);
    certificate(platform, "platform/certificate", wildcard, vec![apex])
}

/// Whether the zone's certificate covers a host in every environment.
pub(super) fn is_covered(zone: &Zone<'_>, host: &Host<'_>, environments: usize) -> bool {
    (0..environments).all(|environment| {
        let (zone, host) = (zone.name().get(environment), host.0.get(environment));
        host == zone
            || host
                .strip_suffix(zone)
                .and_then(|rest| rest.strip_suffix('.'))
                .is_some_and(|label| !label.contains('.'))
    })
}

/// An alias record that points a host at something with a DNS name of its own.
pub fn alias(
    builder: &mut Builder<'_, '_>,
    path: &str,
    kind: &'static str,
    host: Value,
    target: (Value, Value),
) {
    alias_in_each(builder, (path, kind), host, target, None);
}

/// An alias record that leads somewhere else in Terraform, if there is such a place.
pub(super) fn alias_in_each(
    builder: &mut Builder<'_, '_>,
    (path, kind): (&str, &'static str),
    host: Value,
    target: (Value, Value),
    in_terraform: Option<(Value, Value)>,
) {
    let to = |(dns_name, zone): (Value, Value)| {
        Value::object([
            ("name", dns_name),
            ("zone_id", zone),
            ("evaluate_target_health", Value::from(false)),
        ])
    };
    let zone_id = zone_id(builder);
    let mut record = Resource::new(path, &route53::RECORD)
        .set("zone_id", zone_id)
        .set("name", host)
        .set("type", kind)
        .set("alias", to(target));
    if let Some(there) = in_terraform {
        record = record.set_in(Dialect::Terraform, "alias", to(there));
    }
    builder.add(record);
}
